package dev.lull.kernel.lab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.kernel.lab.figure.SvgText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTableTest {

    private static StepTable mail() {
        StepTable played = StepTable.comparing("March 2021", List.of("step", "who", "defer_wakeup", "len"), 2,
                List.of(List.of("0", "rcuop/0", "NOT", "0"), List.of("1", "CPU 0", "WAKE", "2"), List.of("2", "<timer>", "WAKE", "2")));
        List<StepTable.Row> rows = new ArrayList<>(played.rows());
        rows.set(1, rows.get(1).note("two callbacks & a deferred wake-up"));
        rows.set(2, rows.get(2).failed("The list says rcuog/0 wakes, but it is asleep."));
        return new StepTable(played.title(), played.columns(), rows);
    }

    @Test void reads_in_a_terminal() {
        assertThat(mail().asText()).isEqualTo("""
                March 2021
                  step  who      defer_wakeup  len
                  ----  -------  ------------  ---
                     0  rcuop/0  NOT             0
                     1  CPU 0    *WAKE          *2
                      two callbacks & a deferred wake-up
                !    2  <timer>  WAKE            2
                !     The list says rcuog/0 wakes, but it is asleep.
                  * changed by this step""");
    }

    @Test void reads_in_a_mail_as_markdown() {
        assertThat(mail().asMarkdown()).isEqualTo("""
                **March 2021**

                | step | who | defer\\_wakeup | len |
                | --: | --- | --- | --: |
                | 0 | rcuop/0 | NOT | 0 |
                | 1 | CPU 0 | **WAKE** | **2** |
                | ✗ 2 | \\<timer\\> | WAKE | 2 |

                - 1: two callbacks & a deferred wake-up
                - ✗ 2: The list says rcuog/0 wakes, but it is asleep.""");
    }

    @Test void html_is_escaped_and_marks_what_changed() {
        String html = mail().asHtml();

        SvgText.parse(html.replace("<wbr>", ""));
        assertThat(html).contains("&lt;timer&gt;", "callbacks &amp; a deferred").doesNotContain("<timer>");
        assertThat(html.split("title=\"changed by this step\"", -1)).hasSize(3);
        assertThat(html).contains("✗ 2");
    }

    @Test void wide_tables_are_wrapped_to_a_hundred_columns() {
        List<String> columns = List.of("step", "who", "what", "nocb_defer_wakeup", "nocb_gp_sleep", "nocb_bypass_first", "cblist", "timer");
        StepTable table = StepTable.comparing("", columns, 3, List.of(List.of("0", "rcuop/0",
                "preempted inside local_bh_enable() after rcu_do_batch() has invoked all that was ready", "NOT", "false", "0", "0", "-")));

        assertThat(table.asText().lines()).allMatch(line -> line.length() <= 100);
        assertThat(table.asText()).contains("rcu_do_batch()");
    }

    @Test void wide_characters_take_two_columns_and_marks_none() {
        assertThat(Columns.width("abc")).isEqualTo(3);
        assertThat(Columns.width("日本")).isEqualTo(4);
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
        assertThat(Columns.width("\uD83D\uDE00!")).isEqualTo(3);
        assertThat(Columns.wrap("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 4)).containsExactly("\uD83D\uDE00\uD83D\uDE00", "\uD83D\uDE00");
    }

    @Test void text_is_wrapped_after_spaces_and_underscores() {
        assertThat(Columns.wrap("call_rcu flushes", 9)).containsExactly("call_rcu", "flushes");
        assertThat(Columns.wrap("nocb_defer_wakeup", 12)).containsExactly("nocb_defer_", "wakeup");
        assertThat(Columns.wrap("abcdefgh", 3)).containsExactly("abc", "def", "gh");
        assertThat(Columns.wrap("", 3)).containsExactly("");
    }

    @Test void a_row_of_the_wrong_length_is_refused() {
        assertThatThrownBy(() -> new StepTable("", List.of("a", "b"), List.of(StepTable.row(List.of("1"), new boolean[1]))))
                .hasMessage("A row has 1 cells [1], but the columns are [a, b]. Give one cell each.");
    }
}

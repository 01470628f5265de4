package dev.lull.kernel.cli;

import dev.lull.engine.zoo.Zoo;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ZooFormatTest {
    private static final ZooAnswer Z9 = ZooAnswer.to(Zoo.named("Z9"));

    @Test void a_bug_is_three_lines_that_fit_a_terminal_of_a_hundred_columns() {
        List<String> lines = ZooFormat.TEXT.row(Z9).lines().toList();

        assertThat(lines.get(0)).startsWith("Z9    deferral without timer (3.13 to 4.12, mended by 8be6e1b15c54)");
        assertThat(lines.get(1)).contains("found: lost wakeup", "runs with at most 1 preemption", "states");
        assertThat(lines.get(2)).contains("holds", "every run");
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test void a_figure_that_is_too_big_has_a_line_to_itself_before_how_it_was_found() {
        List<String> lines = ZooFormat.TEXT.row(ZooAnswer.to(Zoo.named("Z22"))).lines().toList();

        assertThat(lines.get(1)).matches(" {6}found: \\d+ wakeups of rcuog/0");
        assertThat(lines.get(2)).contains("timed run of 1.00 s, at most 50");
        assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test void markdown_and_csv_say_the_same_in_as_many_columns_as_they_have_headings() {
        assertThat(ZooFormat.MARKDOWN.heading().lines().map(line -> line.split("\\|").length).distinct()).hasSize(1);
        assertThat(ZooFormat.MARKDOWN.row(Z9).strip().split("\\|")).hasSameSizeAs(ZooFormat.MARKDOWN.heading().lines().findFirst().orElseThrow().split("\\|"));
        assertThat(ZooFormat.CSV.row(Z9)).contains("Z9,deferral without timer,\"a wakeup that was put off is left to rescue edges, and");
    }

    @Test void found_where_it_is_and_nowhere_else_is_as_expected() {
        assertThat(Z9.isAsExpected()).isTrue();
        assertThat(new ZooAnswer(Z9.bug(), Z9.without(), Z9.with()).isAsExpected()).isFalse();
    }
}

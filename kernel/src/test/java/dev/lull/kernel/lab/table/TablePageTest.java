package dev.lull.kernel.lab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.kernel.lab.figure.SvgText;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablePageTest {

    private static Table callbacks(int n) {
        StringColumn reason = StringColumn.create("reason", IntStream.range(0, n).mapToObj(i -> "<wake> & " + i).toList());
        LongColumn ns = LongColumn.create("queued_ns", IntStream.range(0, n).mapToLong(i -> i * 1_000_000L).toArray());
        DoubleColumn ms = DoubleColumn.create("ms", IntStream.range(0, n).mapToDouble(i -> i == 1 ? Double.NaN : i / 3.0).toArray());
        return Table.create("callbacks", reason, ns, ms);
    }

    @Test void reads_in_a_terminal() {
        assertThat(TablePage.of(callbacks(30)).rows(5).asText()).isEqualTo("""
                reason       queued_ns        ms
                string            long    double
                -----------  ---------  --------
                <wake> & 0           0         0
                <wake> & 1     1000000
                <wake> & 2     2000000  0.666667
                ... 25 rows ...
                <wake> & 28   28000000   9.33333
                <wake> & 29   29000000   9.66667
                callbacks: 30 rows, 3 columns""");
    }

    @Test void html_is_escaped_cut_and_typed() {
        String html = TablePage.of(callbacks(1_000)).asHtml();

        SvgText.parse("<div>" + html + "</div>");
        assertThat(html).contains("&lt;wake&gt; &amp; 0<", "⋯ 980 rows ⋯", ">long</span>", "callbacks: 1,000 rows, 3 columns");
        assertThat(html.split("<tr>", -1)).hasSize(1 + 1 + 20 + 1);
    }

    @Test void columns_without_room_are_named() {
        Table wide = Table.create("wide");
        IntStream.range(0, 40).forEach(i -> wide.addColumns(DoubleColumn.create("column" + i, 1.0 / 3)));

        String text = TablePage.of(wide).asText();

        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        assertThat(text).contains("not shown:", "column39");
    }

    @Test void an_empty_table_is_no_trouble() {
        assertThat(TablePage.of(Table.create("none")).asText()).endsWith("none: 0 rows, 0 columns");
        assertThat(TablePage.of(callbacks(0)).asHtml()).contains("callbacks: 0 rows");
        assertThatThrownBy(() -> TablePage.of(callbacks(3)).rows(0)).hasMessageContaining("at least one row");
    }
}

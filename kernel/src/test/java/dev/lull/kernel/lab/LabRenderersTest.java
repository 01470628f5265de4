package dev.lull.kernel.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.Renderers;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.Latencies;
import dev.lull.kernel.lab.chart.Series;
import dev.lull.kernel.lab.table.StepTable;
import dev.lull.kernel.lab.timeline.Lane;
import dev.lull.kernel.lab.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class LabRenderersTest {

    private static MimeBundle rendered(Object value) {
        return Renderers.shared().render(value);
    }

    @Test void figures_are_svg_and_text() {
        assertThat(rendered(Charts.latency(Latencies.of("x", 5, 6))).data()).containsOnlyKeys("text/plain", "image/svg+xml");
        assertThat(rendered(Timeline.ofTime(List.of(new Lane("CPU 0")), List.of(), List.of(), List.of())).data())
                .containsOnlyKeys("text/plain", "image/svg+xml");
    }

    @Test void an_xchart_of_the_users_own_is_drawn_as_it_is() {
        XYChart xchart = new XYChart(300, 200);
        xchart.addSeries("a", new double[] {1, 2, 3});

        assertThat(rendered(xchart).data()).containsOnlyKeys("text/plain", "image/svg+xml");
        assertThat(rendered(xchart).plain()).isEqualTo("XYChart\na: n 3, min 1, median 2, max 3");
    }

    @Test void thousands_of_marks_become_a_sharp_png_of_the_same_size() {
        Random random = new Random(1);
        MimeBundle bundle = rendered(Charts.dots(Series.of("many", random.doubles(10_000).toArray(), random.doubles(10_000).toArray())));

        assertThat(bundle.data()).containsOnlyKeys("text/plain", "image/png");
        assertThat(bundle.metadata()).containsEntry("image/png", Map.of("width", 760, "height", 420));
    }

    @Test void tables_are_html_and_text() {
        assertThat(rendered(Table.create("t", IntColumn.create("n", 1, 2))).data()).containsOnlyKeys("text/plain", "text/html");
        assertThat(rendered(StepTable.comparing("", List.of("step"), 1, List.of(List.of("0")))).data())
                .containsOnlyKeys("text/plain", "text/html", "text/markdown");
    }
}

package dev.lull.kernel.lab.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.kernel.lab.figure.SvgText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final List<Lane> LANES = List.of(new Lane("CPU 0", "cpus"), new Lane("rcuog/0", "kthreads"));

    private static Timeline wakeup() {
        return Timeline.ofTime(LANES,
                List.of(new Span("CPU 0", 0, 100_000, State.RUNNING, "call_rcu <storm>"),
                        new Span("CPU 0", 20_000, 30_000, State.IRQS_OFF),
                        new Span("rcuog/0", 0, 60_000, State.SLEEPING), new Span("rcuog/0", 60_000, 100_000, State.RUNNING)),
                List.of(new Instant("CPU 0", 25_000, Mark.CALLBACK_QUEUED, "CB1 & co")),
                List.of(new Arrow("CPU 0", 40_000, "rcuog/0", 60_000, "WakeEmpty"))).title("A wake-up");
    }

    private static Timeline random(long seed, int lanes, int events) {
        Random random = new Random(seed);
        List<Lane> all = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        List<Instant> instants = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            all.add(new Lane("lane " + i, i < lanes / 2 ? "cpus" : "kthreads"));
        }
        for (int i = 0; i < events; i++) {
            long at = random.nextInt(1_000_000);
            String lane = "lane " + random.nextInt(lanes);
            spans.add(new Span(lane, at, at, State.RUNNING));
            instants.add(new Instant(lane, at, Mark.values()[random.nextInt(Mark.values().length)], "event number " + i));
            if (random.nextInt(6) == 0) {
                arrows.add(new Arrow(lane, at, "lane " + random.nextInt(lanes), at + random.nextInt(1000), "why"));
            }
        }
        for (int i = 0; i < lanes; i++) {
            spans.add(new Span("lane " + i, i * 1000L, 1_000_000, State.READY, "a task of lane " + i));
        }
        return Timeline.ofTime(all, spans, instants, arrows).title("seed " + seed);
    }

    @Test void reads_in_a_terminal() {
        assertThat(wakeup().asText()).isEqualTo("""
                A wake-up
                         0 µs                                                                                100 µs
                CPU 0   |==================^^^^q^^^^===============================================================|
                rcuog/0 |......................................................====================================|
                = running   . sleeping   ^ interrupts off   q callback queued
                  25 µs  CPU 0: callback queued, CB1 & co
                  40 µs  CPU 0 -> rcuog/0: WakeEmpty, runs at 60 µs""");
    }

    @Test void steps_read_in_a_terminal() {
        Timeline timeline = Timeline.ofSteps(List.of("0", "1", "4b"), LANES,
                List.of(new Span("CPU 0", 0, 2, State.RUNNING), new Span("rcuog/0", 1, 3, State.READY)),
                List.of(new Instant("rcuog/0", 2, Mark.FINDING, "nobody will wake")), List.of());

        assertThat(timeline.asText()).isEqualTo("""
                         step 0 step 4b
                CPU 0   |========    |
                rcuog/0 |    ----!---|
                = running   - ready, not running   ! finding
                  step 4b  rcuog/0: finding, nobody will wake""");
    }

    @Test void is_well_formed_and_the_same_each_time() {
        String svg = wakeup().asSvg();

        SvgText.parse(svg);
        assertThat(svg).isEqualTo(wakeup().asSvg()).contains("call_rcu &lt;storm&gt;", "CB1 &amp; co");
    }

    @Test void tooltips_say_what_where_and_when() {
        assertThat(wakeup().asSvg()).contains("<title>CB1 &amp; co: callback queued at 25 µs on CPU 0</title>",
                "<title>CPU 0 wakes rcuog/0 at 40 µs, WakeEmpty</title>", "<title>rcuog/0: running, 60 µs to 100 µs</title>");
    }

    @Test void the_reason_of_a_wake_up_stands_beside_its_arrow() {
        assertThat(SvgText.boxes(wakeup().asSvg())).extracting(SvgText.Box::text).contains("WakeEmpty");
    }

    @Test void no_label_lies_on_another_however_much_happens() {
        for (long seed = 0; seed < 30; seed++) {
            int lanes = new int[] {1, 3, 8, 15, 24, 64}[(int) (seed % 6)];

            assertThat(SvgText.collisions(random(seed, lanes, 40 + (int) seed * 4).asSvg())).as("seed %d", seed).isEmpty();
        }
    }

    @Test void no_stem_or_arrow_runs_through_a_label() {
        for (long seed = 0; seed < 30; seed++) {
            Timeline timeline = random(seed, 6, 60);
            for (TimelineLayout.Strip strip : new TimelineLayout(timeline).strips()) {
                for (LaneLabels.Placed label : strip.labels().all()) {
                    for (LaneLabels.Placed other : strip.labels().all()) {
                        boolean through = other.row() > label.row() && !label.label().isEmpty()
                                && other.x() > label.left() && other.x() < label.right();
                        assertThat(through).as("seed %d: %s through %s", seed, other, label).isFalse();
                    }
                }
            }
        }
    }

    @Test void findings_are_labelled_before_all_else() {
        List<Instant> crowd = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            crowd.add(new Instant("CPU 0", i * 500, Mark.CALLBACK_QUEUED, "callback " + i));
        }
        crowd.add(new Instant("CPU 0", 50_100, Mark.FINDING, "lost wake-up"));

        String svg = Timeline.ofTime(LANES, List.of(), crowd, List.of()).asSvg();

        assertThat(SvgText.boxes(svg)).extracting(SvgText.Box::text).contains("lost wake-up");
    }

    @Test void sixty_four_lanes_fit_on_a_page() {
        Timeline timeline = random(7, 64, 500);

        assertThat(timeline.height()).isLessThan(1000);
        assertThat(SvgText.boxes(timeline.asSvg())).extracting(SvgText.Box::text).contains("lane 0", "lane 63");
    }

    @Test void many_short_spans_are_drawn_as_few() {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            spans.add(new Span("CPU 0", i * 100L, i * 100L + 80, State.RUNNING));
        }

        assertThat(Timeline.ofTime(LANES, spans, List.of(), List.of()).asSvg().length()).isLessThan(10_000);
    }

    @Test void a_part_shows_what_happens_in_it() {
        String text = wakeup().between(50_000, 100_000).asText();

        assertThat(text).contains("50 µs").doesNotContain("CB1").doesNotContain("->");
        assertThat(wakeup().between(0, 10).busyLanes().lanes()).extracting(Lane::name).containsExactly("CPU 0");
        assertThatThrownBy(() -> wakeup().between(5, 5)).hasMessageContaining("is empty");
    }

    @Test void a_lane_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Timeline.ofTime(LANES, List.of(new Span("CPU 9", 0, 1, State.RUNNING)), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("lane \"CPU 9\", but the lanes are [CPU 0, rcuog/0]");
    }
}

package dev.lull.engine.zoo;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FigureTest {
    private static final Scenario QUIET = Scenario.of("a few calls", Linux.version("5.14").cpus(2))
            .load(CallRcuLoad.callRcu().on(0).every(Nanos.millis(10)));

    @Test void a_figure_beyond_its_limit_is_found_and_said_with_the_limit() {
        Bug.Result result = measure(Figure.gracePeriods(), 0);

        assertThat(result.found()).isTrue();
        assertThat(result.holds()).isFalse();
        assertThat(result.what().toString()).matches("(?s)waste: [1-9][0-9]* grace periods\n  - at most 0 grace periods will do");
        assertThat(result.inWords()).matches("[1-9][0-9]* grace periods");
    }

    @Test void a_figure_within_its_limit_holds() {
        assertThat(measure(Figure.gracePeriods(), 1000)).isEqualTo(new Bug.Result(false, true, null, 0));
        assertThat(measure(Figure.latency(99), Nanos.seconds(1).count()).inWords()).isEqualTo("holds");
    }

    @Test void times_are_said_as_times() {
        assertThat(measure(Figure.latency(99), 1).inWords()).matches("[0-9.]+ ms of callback latency \\(p99\\)");
        assertThat(measure(Figure.longestGracePeriod(), 1).inWords()).matches("[0-9.]+ ms in the longest grace period");
    }

    @Test void wakeups_are_of_a_kthread_that_there_is() {
        assertThat(measure(Figure.wakeups("rcuog/0"), 0).found()).isTrue();
        assertThatThrownBy(() -> measure(Figure.wakeups("rcuog/7"), 0)).hasMessageContaining("in this run there is").hasMessageContaining("rcuog/0");
    }

    private static Bug.Result measure(Figure figure, long most) {
        return new Bug.Measured(QUIET, 7, Nanos.millis(100), figure, most).run();
    }
}

package dev.lull.engine.run.srcu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.engine.linux.srcu.Srcu;
import dev.lull.engine.linux.srcu.SrcuLoad.Function;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.linux.srcu.SrcuStruct;
import dev.lull.engine.linux.srcu.Throttle;
import dev.lull.engine.run.Play;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Grace periods in virtual time, and single ones played. */
class SrcuTimedTest {
    private static final Srcu SRCU = Srcu.version("6.12").hz(1000);

    private static SrcuRun run(Srcu srcu, Function function, Nanos every, SrcuSimulation.Wheel wheel) {
        return SrcuSimulation.of(SrcuScenario.of("latency", srcu).load(SrcuScenario.update(function).every(every)), 7, Nanos.millis(500)).wheel(wheel).run();
    }

    /**
     * The reference has a mean of about one jiffy. But the grace period that a timer has begun ends just behind a tick, so that the
     * callback's jiffy is nearly whole: between one jiffy and two, one and a half on average.
     */
    @Test void a_normal_grace_period_takes_up_to_a_jiffy_to_start_and_a_jiffy_for_the_callback() {
        long[] ns = run(SRCU.expHoldoff(0), Function.SYNCHRONIZE, Nanos.millis(10), SrcuSimulation.Wheel.EXACT).latencies(Function.SYNCHRONIZE);

        assertThat(Arrays.stream(ns).min().orElseThrow()).isBetween(1_000_000L, 1_300_000L);
        assertThat(Arrays.stream(ns).max().orElseThrow()).isBetween(1_700_000L, 2_100_000L);
    }

    @Test void a_wheel_that_rounds_up_adds_a_jiffy_to_each_of_the_two() {
        long[] exact = run(SRCU.expHoldoff(0), Function.SYNCHRONIZE, Nanos.millis(10), SrcuSimulation.Wheel.EXACT).latencies(Function.SYNCHRONIZE);
        long[] rounded = run(SRCU.expHoldoff(0), Function.SYNCHRONIZE, Nanos.millis(10), SrcuSimulation.Wheel.ROUNDS_UP).latencies(Function.SYNCHRONIZE);

        double more = Arrays.stream(rounded).average().orElseThrow() - Arrays.stream(exact).average().orElseThrow();
        assertThat(more).isBetween(1_800_000.0, 2_200_000.0);
    }

    @Test void an_expedited_one_waits_for_no_tick_and_neither_does_a_normal_one_in_an_idle_domain() {
        for (Function function : new Function[] {Function.SYNCHRONIZE, Function.SYNCHRONIZE_EXPEDITED}) {
            long[] ns = run(SRCU, function, Nanos.millis(5), SrcuSimulation.Wheel.ROUNDS_UP).latencies(function);
            Arrays.sort(ns);
            assertThat(ns[ns.length / 2]).as(function.says()).isLessThan(200_000);
        }
    }

    @Test void the_first_two_rules_of_5_19_let_back_to_back_expedited_grace_periods_sleep() {
        SrcuScenario loop = SrcuScenario.of("boot", Srcu.version("5.19")).load(SrcuScenario.update(Function.SYNCHRONIZE_EXPEDITED).backToBack())
                .load(SrcuScenario.reader().holds(Nanos.micros(50), Nanos.micros(500)).every(Nanos.micros(50)));
        int[] done = new int[Throttle.values().length];
        for (Throttle throttle : Throttle.values()) {
            done[throttle.ordinal()] = SrcuSimulation.of(loop.on(loop.srcu().throttle(throttle)), 7, Nanos.millis(100)).run().calls().size();
        }

        assertThat(done[Throttle.LIMIT1.ordinal()]).isLessThan(done[Throttle.V518.ordinal()] / 10);
        assertThat(done[Throttle.LIMIT3.ordinal()]).isLessThan(done[Throttle.V518.ordinal()] / 10);
        assertThat(done[Throttle.JIFFY.ordinal()]).isGreaterThan(done[Throttle.V518.ordinal()] * 9 / 10);
    }

    @Test void the_same_seed_gives_the_same_run() {
        SrcuRun one = run(SRCU, Function.SYNCHRONIZE, Nanos.millis(3), SrcuSimulation.Wheel.ROUNDS_UP);
        SrcuRun other = run(SRCU, Function.SYNCHRONIZE, Nanos.millis(3), SrcuSimulation.Wheel.ROUNDS_UP);

        assertThat(one.calls()).isEqualTo(other.calls()).isNotEmpty();
        assertThat(one.findings()).isEmpty();
    }

    @Test void updates_cost_readers_misses_before_the_split_and_far_fewer_after_it() {
        SrcuRun run = SrcuSimulation.of(SrcuScenario.of("updates", Srcu.version("6.4")).load(SrcuScenario.update(Function.SYNCHRONIZE_EXPEDITED).every(Nanos.micros(100))), 7, Nanos.millis(100)).run();
        ReaderCost before = run.readerCost(ReaderLines.of(SplitLayout.before()), 1000, ReaderCost.Prices.usual());
        ReaderCost seed = run.readerCost(ReaderLines.of(SplitLayout.after(1)), 1000, ReaderCost.Prices.usual());
        ReaderCost after = run.readerCost(ReaderLines.of(SplitLayout.done()), 1000, ReaderCost.Prices.usual());

        assertThat(seed.missesPerThousand()).isGreaterThan(before.missesPerThousand());
        assertThat(after.missesPerThousand()).isLessThan(before.missesPerThousand() / 2);
    }

    @Test void a_load_that_does_not_say_when_it_comes_is_refused() {
        assertThatThrownBy(() -> SrcuSimulation.of(SrcuScenario.of("when?", SRCU).load(SrcuScenario.update(Function.CALL)), 1, Nanos.millis(1)))
                .hasMessageContaining("does not say when calls come").hasMessageContaining("backToBack()");
    }

    // ---- played -----------------------------------------------------------------------------------------------

    @Test void one_call_on_an_idle_domain_is_one_flip_two_checks_and_two_timers() {
        SrcuScript script = SrcuScript.on(SrcuScenario.of("one call", Srcu.version("6.12")).load(SrcuScenario.update(Function.CALL).times(1)))
                .step("1", "call_srcu()", s -> s.call("task/0").untilAsleep())
                .step("2", "a jiffy later the worker does all of it", s -> {
                    s.fire("sup.work.timer");
                    s.run("kworker/srcu_gp").untilAsleep();
                })
                .step("3", "a jiffy later the callback is invoked", s -> {
                    s.fire("sda[0].work.timer");
                    s.run("kworker/0:srcu").untilAsleep();
                });
        Play play = script.play();

        assertThat(play.isRunOfTheCode()).isTrue();
        assertThat(play.finding()).isNull();
        assertThat(play.value("1", "gp")).isEqualTo("1");
        assertThat(play.value("1", "need")).isEqualTo("4");
        assertThat(play.value("1", "gW")).isEqualTo("4");
        assertThat(play.value("2", "gp")).isEqualTo("4");
        assertThat(play.value("2", "idx")).isEqualTo("1");
        assertThat(play.value("3", "seg")).isEqualTo("0000");
        assertThat(play.rows().get(1).moments()).filteredOn(m -> m.at().endsWith("COMPARE")).hasSize(2);
    }

    @Test void a_call_meanwhile_gets_the_grace_period_after_and_that_starts_at_once() {
        SrcuScript script = SrcuScript.on(SrcuScenario.of("two calls", Srcu.version("6.12")).load(SrcuScenario.update(Function.CALL).times(1)).load(SrcuScenario.update(Function.CALL).times(1)))
                .step("1", "call_srcu()", s -> s.call("task/0").untilAsleep())
                .step("2", "another", s -> s.call("task/0b").untilAsleep())
                .step("3", "both grace periods", s -> {
                    s.fire("sup.work.timer");
                    s.run("kworker/srcu_gp").untilAsleep();
                });
        Play play = script.play();

        assertThat(play.value("2", "need")).isEqualTo("8");
        assertThat(play.value("3", "gp")).isEqualTo("8");
    }

    @Test void a_domain_under_contention_is_big_after_seven_grace_periods() {
        Srcu contended = Srcu.version("6.12").sizing(Srcu.Sizing.CONTEND).smallContentionLim(0);
        SrcuScenario scenario = SrcuScenario.of("growing", contended).load(SrcuScenario.update(Function.CALL).times(8)).load(SrcuScenario.update(Function.CALL).times(8));
        SrcuScript script = SrcuScript.on(scenario)
                .step("contention", "one holds the lock, another finds it taken", s -> {
                    s.call("task/0").until("ENQUEUE");
                    s.call("task/0b").until("CONTENDED").steps(1);
                    s.settle();
                });
        for (int gp = 2; gp <= 9; gp++) {
            script = script.step("gp " + gp, "one more grace period", s -> {
                if (s.system().ssp().peekSize() == SrcuStruct.Size.BIG) return;
                s.call("task/0").untilAsleep();
                s.settle();
            });
        }
        Play play = script.play();

        assertThat(play.rows().stream().map(row -> row.values().get(play.fields().indexOf("size"))).distinct())
                .endsWith("WAIT_CBS3", "WAIT_CBS4", "BIG");
        assertThat(play.finding()).isNull();
    }
}

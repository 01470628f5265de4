package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bounds, threads, walks and models of a user's own. */
class ManyWaysTest {
    private static Scenario oneCpu(String version, int calls) {
        return Scenario.of("who wakes rcuog?", Linux.version(version).cpus(1).nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(calls).irqs(Irqs.EITHER));
    }

    /** Two tasks that each read a counter and write back one more. */
    private static final class Adder extends Kthread<Adder.At> {
        enum At { READ, WRITE, DONE }

        private final Word counter;
        private final Word seen;
        private final WaitQueue end;

        Adder(Machine machine, String name, Word counter) {
            super(machine, name, "add", At.class);
            this.counter = counter;
            seen = local("seen", Range.upTo(3));
            end = machine.waitQueue(name + ".end").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case READ -> {
                    seen.set(counter.get());
                    yield At.WRITE;
                }
                case WRITE -> {
                    counter.set(seen.get() + 1);
                    yield At.DONE;
                }
                case DONE -> sleepOn(end, at);
            };
        }
    }

    private static final Definition LOST_UPDATE = Definition.of("lost update", setup -> {
        Word counter = setup.machine().memory().struct("shared").word("counter", Range.upTo(3));
        new Adder(setup.machine(), "one", counter);
        new Adder(setup.machine(), "two", counter);
        setup.owed("an update is missing", () -> counter.peek() < 2);
    });

    @Test void a_model_of_ones_own_is_explored_and_told() {
        Verdict verdict = Exploration.of(LOST_UPDATE, Bounds.DEFAULT).run(Progress.SILENT);

        Counterexample.Walk walk = verdict.counterexample().walk();
        assertThat(walk.finding().title()).startsWith("an update is missing");
        assertThat(walk.moments()).extracting(moment -> moment.who() + " " + moment.at()).startsWith("one add: READ", "two add: READ");
        assertThat(verdict.counterexample().preemptions()).isEqualTo(1);
        assertThat(verdict.isExact()).isTrue();
        assertThat(verdict.collisionOdds()).isZero();
    }

    @Test void a_rule_is_broken_as_soon_as_it_does_not_hold() {
        Definition ruled = Definition.of("a rule", setup -> {
            Word counter = setup.machine().memory().struct("shared").word("counter", Range.upTo(3));
            new Adder(setup.machine(), "one", counter);
            new Adder(setup.machine(), "two", counter);
            setup.always("the counter stays below two", () -> counter.peek() < 2);
        });

        Counterexample.Walk walk = Exploration.of(ruled, Bounds.DEFAULT.shortest()).run(Progress.SILENT).counterexample().walk();

        assertThat(walk.finding().kind()).isEqualTo(Finding.Kind.BROKEN_RULE);
        assertThat(walk.finding().title()).isEqualTo("it is not true that the counter stays below two");
    }

    @Test void state_that_is_kept_in_a_java_field_is_found_out() {
        Definition forgetful = Definition.of("a java field", setup -> {
            Word counter = setup.machine().memory().struct("shared").word("counter", Range.upTo(300));
            setup.machine().add(new dev.lull.engine.machine.MoveSource() {
                private int made;

                @Override public int alternatives() {
                    return counter.get() < 300 ? 1 : 0;
                }

                @Override public void take(int alternative) {
                    counter.set((counter.get() + made++ % 7 + 1) % 301);
                }

                @Override public String describe(int alternative) {
                    return "something happens";
                }
            });
        });

        assertThatThrownBy(() -> Exploration.of(forgetful, Bounds.DEFAULT.shortest()).run(Progress.SILENT)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not in simulated memory");
    }

    @Test void two_threads_search_linux_to_the_very_same_counterexample() {
        Bounds bounds = Bounds.DEFAULT.preemptions(1);

        Verdict one = Exploration.of(oneCpu("5.12", 4), bounds).run(Progress.SILENT);
        Verdict two = Exploration.of(oneCpu("5.12", 4), bounds.threads(2)).run(Progress.SILENT);

        assertThat(two.counterexample().tape()).isEqualTo(one.counterexample().tape());
        assertThat(two.states()).isEqualTo(one.states());
        assertThat(two.transitions()).isEqualTo(one.transitions());
    }

    @Test void the_bounds_are_kept_and_the_verdict_says_which_one_stopped_it() {
        Scenario large = oneCpu("5.14", 4);

        assertThat(stop(large, Bounds.DEFAULT.shortest().states(5_000))).isEqualTo(Verdict.Stop.STATES);
        assertThat(stop(large, Bounds.DEFAULT.shortest().depth(10))).isEqualTo(Verdict.Stop.DEPTH);
        assertThat(stop(large, Bounds.DEFAULT.shortest().memory(8))).isEqualTo(Verdict.Stop.MEMORY);
        assertThat(stop(large, Bounds.DEFAULT.shortest().time(Duration.ofMillis(1)))).isEqualTo(Verdict.Stop.TIME);
    }

    private static Verdict.Stop stop(Scenario scenario, Bounds bounds) {
        Verdict verdict = Exploration.of(scenario, bounds).run(Progress.SILENT);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.STOPPED);
        return verdict.stop();
    }

    @Test void an_interrupted_search_hands_back_what_it_has() {
        Thread.currentThread().interrupt();

        Verdict verdict = Exploration.of(oneCpu("5.14", 4), Bounds.DEFAULT.shortest()).run(Progress.SILENT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(verdict.stop()).isEqualTo(Verdict.Stop.INTERRUPTED);
        assertThat(verdict.states()).isPositive();
    }

    @Test void walks_by_priority_find_a_lost_update_and_name_the_seed() {
        Verdict verdict = Exploration.of(LOST_UPDATE, Bounds.DEFAULT.pct(1_000, 1, 1)).run(Progress.SILENT);

        assertThat(verdict.isViolated()).isTrue();
        assertThat(verdict.walks()).isBetween(1, 1_000);
        assertThat(verdict.counterexample().walk().finding().title()).startsWith("an update is missing");
    }

    @Test void walks_that_find_nothing_are_no_proof() {
        Verdict verdict = Exploration.of(oneCpu("5.14", 2), Bounds.DEFAULT.walks(50, 1)).run(Progress.SILENT);

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.STOPPED);
        assertThat(verdict.stop()).isEqualTo(Verdict.Stop.WALKS);
    }
}

package dev.lull.engine.tally;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TallyTest {
    /** Takes two locks, and drops both. */
    private static final class Taker extends OneShot<Taker.At> {
        enum At { FIRST, SECOND, DROP, DONE }

        private final Mutex first;
        private final Mutex second;

        Taker(Machine machine, String name, Mutex first, Mutex second) {
            super(machine, name, "taker", At.class);
            this.first = first;
            this.second = second;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case FIRST -> acquire(first) ? At.SECOND : at;
                case SECOND -> acquire(second) ? At.DROP : at;
                case DROP -> {
                    release(second);
                    release(first);
                    yield At.DONE;
                }
                case DONE -> end();
            };
        }
    }

    /** Reads a number and writes back one more; or, without end, one less next time. */
    private static final class Adder extends OneShot<Adder.At> {
        enum At { READ, WRITE, DONE }

        private final Word number;
        private final Word seen;
        private final boolean endless;

        Adder(Machine machine, String name, Word number, boolean endless) {
            super(machine, name, "adder", At.class);
            this.number = number;
            this.endless = endless;
            seen = local("seen", Range.upTo(3));
        }

        @Override protected At step(At at) {
            return switch (at) {
                case READ -> {
                    seen.set(number.get());
                    yield At.WRITE;
                }
                case WRITE -> {
                    number.set(endless ? 1 - seen.get() : seen.get() + 1);
                    yield endless ? At.READ : At.DONE;
                }
                case DONE -> end();
            };
        }
    }

    private static Definition takers(boolean sameOrder) {
        return Definition.of("two locks", setup -> {
            Mutex a = setup.machine().mutex("a");
            Mutex b = setup.machine().mutex("b");
            Taker one = new Taker(setup.machine(), "one", a, b);
            Taker two = new Taker(setup.machine(), "two", sameOrder ? a : b, sameOrder ? b : a);
            setup.owed("both come to their end", () -> !one.isDone() | !two.isDone());
        });
    }

    private static Definition adders(boolean endless) {
        return Definition.of("two adders", setup -> {
            Word number = setup.machine().memory().struct("x").word("number", Range.upTo(3));
            Adder one = new Adder(setup.machine(), "one", number, endless);
            Adder two = new Adder(setup.machine(), "two", number, endless);
            setup.always("no addition is lost", () -> !one.isDone() | !two.isDone() | number.peek() == 2);
        });
    }

    @Test void interleavings_are_counted_and_so_are_those_that_break_a_rule() {
        Tally tally = Tally.of(adders(false));

        assertThat(tally.executions()).isEqualTo(6);                // four steps, two of each: 4 over 2
        assertThat(tally.broken()).isEqualTo(4);                    // all but one after the other
        assertThat(tally.oddsBroken()).isCloseTo(0.5, within(1e-12));
        assertThat(tally.holds()).isFalse();
    }

    @Test void waiting_for_a_lock_is_no_step() {
        Tally tally = Tally.of(takers(true));

        assertThat(tally.executions()).isEqualTo(2);                // one after the other, either way
        assertThat(tally.states()).isEqualTo(12);
        assertThat(tally.holds()).isTrue();
        assertThat(tally.lockOrder()).isEmpty();
    }

    @Test void who_waits_for_whom_at_a_bad_end_is_told() {
        Tally tally = Tally.of(takers(false));

        assertThat(tally.deadlocked()).isEqualTo(2);
        assertThat(tally.ends()).singleElement().satisfies(end -> assertThat(end.inOneLine()).isEqualTo("one --b--> two --a--> one"));
        assertThat(tally.lockOrder()).hasSize(1);
    }

    @Test void a_model_without_an_end_is_refused() {
        assertThatThrownBy(() -> Tally.of(adders(true))).hasMessage("\"two adders\" can go round for ever, so its executions cannot be counted. Explore it instead.");
    }

    @Test void seeds_are_reckoned_from_odds() {
        assertThat(Tally.seedsFor(0.999, 0.5)).isEqualTo(10);
        assertThat(Tally.seedsFor(0.999, 1)).isEqualTo(1);
        assertThat(Tally.boundAfter(450_000)).isCloseTo(6.67e-6, within(1e-8));
        assertThatThrownBy(() -> Tally.seedsFor(0.999, 0)).hasMessageContaining("nothing goes wrong here");
    }
}

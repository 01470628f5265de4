package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody always runs, everybody gets his turn, and still something is never done. */
class RoundsTest {
    private static final Bounds FAIRLY = Bounds.DEFAULT.shortest().fairly();

    /** Takes one lock, tries another, and when that is taken lets the first go and begins again: trylock and back off. */
    private static final class Polite extends Kthread<Polite.At> {
        enum At { TAKE, TRY, BACK_OFF, DONE }

        private final SpinLock mine;
        private final SpinLock other;
        private final Flag done;
        private final WaitQueue end;

        Polite(Machine machine, String name, SpinLock mine, SpinLock other, Flag done) {
            super(machine, name, "polite", At.class);
            this.mine = mine;
            this.other = other;
            this.done = done;
            end = machine.waitQueue(name + ".end").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case TAKE -> acquire(mine) ? At.TRY : at;
                case TRY -> {
                    if (!tryAcquire(other)) yield At.BACK_OFF;
                    done.set();
                    release(other);
                    release(mine);
                    yield At.DONE;
                }
                case BACK_OFF -> {
                    release(mine);
                    yield At.TAKE;
                }
                case DONE -> sleepOn(end, at);
            };
        }
    }

    private static Definition backOff(boolean sameOrder) {
        return Definition.of("trylock and back off", setup -> {
            Machine machine = setup.machine();
            SpinLock a = machine.spinLock("a");
            SpinLock b = machine.spinLock("b");
            Flag first = machine.memory().struct("first").flag("done");
            Flag second = machine.memory().struct("second").flag("done");
            new Polite(machine, "first", a, b, first);
            new Polite(machine, "second", sameOrder ? a : b, sameOrder ? b : a, second);
            setup.owed("neither task has got both locks", () -> !first.peek() && !second.peek());
        });
    }

    @Test void two_tasks_that_back_off_for_each_other_may_do_so_for_ever() {
        Verdict verdict = Exploration.of(backOff(false), FAIRLY).run(Progress.SILENT);

        assertThat(verdict.rounds()).isEqualTo(Verdict.Rounds.FOUND);
        assertThat(verdict.isViolated()).isTrue();
        assertThat(verdict.counterexample().isRound()).isTrue();
        Finding finding = verdict.counterexample().walk().finding();
        assertThat(finding.kind()).isEqualTo(Finding.Kind.LIVELOCK);
        assertThat(finding.title()).isEqualTo("neither task has got both locks, and stays so for ever");
        assertThat(finding.why()).contains("in them move: first, second");
    }

    @Test void in_the_same_order_a_fair_scheduler_lets_somebody_through() {
        assertThat(Exploration.of(backOff(true), FAIRLY).run(Progress.SILENT).rounds()).isEqualTo(Verdict.Rounds.NONE);
    }

    @Test void without_being_asked_nobody_looks_for_rounds() {
        Verdict verdict = Exploration.of(backOff(false), Bounds.DEFAULT.shortest()).run(Progress.SILENT);

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.rounds()).isEqualTo(Verdict.Rounds.NOT_ASKED);
    }

    @Test void when_not_all_states_can_be_kept_the_verdict_says_that_there_may_be_one() {
        Verdict verdict = Exploration.of(linux(), Bounds.DEFAULT.shortest().fairly().states(1_000)).run(Progress.SILENT);

        assertThat(verdict.rounds()).isIn(Verdict.Rounds.UNKNOWN, Verdict.Rounds.NOT_ASKED);
        assertThat(verdict.holds()).isFalse();
    }

    private static Scenario linux() {
        return Scenario.of("served in the end", Linux.version("5.14").cpus(1).nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(2).irqs(Irqs.EITHER));
    }

    @Test void every_callback_of_5_14_is_invoked_under_any_fair_scheduler() {
        assertThat(Exploration.of(linux(), FAIRLY).run(Progress.SILENT).rounds()).isEqualTo(Verdict.Rounds.NONE);
    }
}

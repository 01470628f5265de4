package dev.lull.engine.linux.srcu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

/**
 * The two scans and the flip by themselves: a grace period in so many steps, readers in three, two CPUs, each reader leaving on the
 * other CPU. The numbers of states are those of the reference, for the algorithm and for what becomes of it when something is left
 * out; the verdicts are those of the whole model, too ({@link SrcuExploredTest}).
 */
class ScanGoldenTest {
    private enum Mutation { CORRECT, LOCKS_FIRST, NO_SCAN1, NO_FLIP }

    /** What all see. A violation is noted and the search goes on, as the reference counts. */
    private static final class Domain {
        private final Word idx;
        private final Word[][] locks = new Word[2][2];
        private final Word[][] unlocks = new Word[2][2];
        private final Flag violated;
        private final List<Flag> inside = new ArrayList<>();
        private final List<Flag> before = new ArrayList<>();

        private Domain(Machine machine) {
            Struct struct = machine.memory().struct("ssp");
            idx = struct.word("srcu_idx", Range.upTo(4));
            for (int bank = 0; bank < 2; bank++) {
                for (int cpu = 0; cpu < 2; cpu++) {
                    locks[bank][cpu] = struct.word("lock[" + bank + "][" + cpu + "]", Range.upTo(4));
                    unlocks[bank][cpu] = struct.word("unlock[" + bank + "][" + cpu + "]", Range.upTo(4));
                }
            }
            violated = struct.flag("violated");
        }
    }

    private static final class Reader extends Kthread<Reader.At> {
        enum At { LDIDX, INC_LOCK, INC_UNLOCK, DONE }

        private final Domain domain;
        private final int cpu;
        private final Word idx;
        private final Flag inside;
        private final Flag before;
        private final WaitQueue done;

        private Reader(Machine machine, Domain domain, int number) {
            super(machine, "reader/" + number, "reader", At.class);
            this.domain = domain;
            cpu = number;
            idx = local("i", Range.upTo(1));
            inside = machine.memory().struct(task().name()).flag("inside");
            before = machine.memory().struct(task().name()).flag("before");
            domain.inside.add(inside);
            domain.before.add(before);
            done = machine.waitQueue(task().name() + ".done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LDIDX -> {
                    idx.set(domain.idx.get() & 1);
                    yield At.INC_LOCK;
                }
                case INC_LOCK -> {
                    domain.locks[(int) idx.get()][cpu].add(1);
                    inside.set();
                    yield At.INC_UNLOCK;
                }
                case INC_UNLOCK -> {
                    domain.unlocks[(int) idx.get()][1 - cpu].add(1);
                    inside.clear();
                    before.clear();
                    yield sleepOn(done, At.DONE);
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class GracePeriods extends Kthread<GracePeriods.At> {
        enum At { START, SUM, CMP, FLIP, END, DONE }

        private final Domain domain;
        private final Mutation mutation;
        private final Word left;
        private final Word position;        // which of a phase's four sums
        private final Word unlocks;
        private final Word locks;
        private final Flag second;
        private final WaitQueue done;

        private GracePeriods(Machine machine, Domain domain, Mutation mutation, int count) {
            super(machine, "gp", "grace_periods", At.class);
            this.domain = domain;
            this.mutation = mutation;
            left = machine.memory().struct("gp").word("left", Range.upTo(count), count);
            position = local("position", Range.upTo(3));
            unlocks = local("unlocks", Range.upTo(8));
            locks = local("locks", Range.upTo(8));
            second = localFlag("second");
            done = machine.waitQueue("gp.done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case START -> {
                    for (int i = 0; i < domain.inside.size(); i++) domain.before.get(i).set(domain.inside.get(i).isSet());
                    yield mutation == Mutation.NO_SCAN1 ? At.FLIP : At.SUM;
                }
                case SUM -> {
                    int bank = (int) (1 ^ domain.idx.get() & 1);
                    boolean ofLocks = position.get() < 2 == (mutation == Mutation.LOCKS_FIRST);
                    int cpu = (int) position.get() % 2;
                    if (ofLocks) locks.add(domain.locks[bank][cpu].get());
                    else unlocks.add(domain.unlocks[bank][cpu].get());
                    position.set(position.get() == 3 ? 0 : position.get() + 1);
                    yield position.get() == 0 ? At.CMP : at;
                }
                case CMP -> {
                    boolean zero = locks.get() == unlocks.get();
                    locks.set(0);
                    unlocks.set(0);
                    if (!zero) yield At.SUM;
                    if (second.isSet()) yield At.END;
                    if (mutation == Mutation.NO_FLIP) second.set();
                    yield mutation == Mutation.NO_FLIP ? At.SUM : At.FLIP;
                }
                case FLIP -> {
                    domain.idx.add(1);
                    second.set();
                    yield At.SUM;
                }
                case END -> {
                    second.clear();
                    for (Flag reader : domain.before) {
                        if (reader.isSet()) domain.violated.set();
                        reader.clear();
                    }
                    left.add(-1);
                    yield left.get() > 0 ? At.START : sleepOn(done, At.DONE);
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static Definition model(Mutation mutation, int periods, int readers, boolean finds) {
        return Definition.of("scans", setup -> {
            Domain domain = new Domain(setup.machine());
            for (int reader = 0; reader < readers; reader++) new Reader(setup.machine(), domain, reader);
            new GracePeriods(setup.machine(), domain, mutation, periods);
            if (finds) setup.always("no reader that was inside before a grace period is inside at its end", () -> !domain.violated.isSet());
        });
    }

    /** Mutation, grace periods, readers: whether P-gp is violated, and states. */
    @ParameterizedTest @CsvSource({
            "CORRECT, 1, 1, false, 95", "CORRECT, 1, 2, false, 693", "CORRECT, 2, 1, false, 216", "CORRECT, 2, 2, false, 1811",
            "LOCKS_FIRST, 1, 1, false, 98", "LOCKS_FIRST, 1, 2, true, 755", "LOCKS_FIRST, 2, 1, false, 225", "LOCKS_FIRST, 2, 2, true, 2040",
            "NO_SCAN1, 1, 1, false, 70", "NO_SCAN1, 1, 2, false, 568", "NO_SCAN1, 2, 1, true, 148", "NO_SCAN1, 2, 2, true, 1313",
            "NO_FLIP, 1, 1, true, 65", "NO_FLIP, 1, 2, true, 319", "NO_FLIP, 2, 1, true, 148", "NO_FLIP, 2, 2, true, 798"})
    void verdicts_and_states_are_those_of_the_reference(Mutation mutation, int periods, int readers, boolean violated, long states) {
        assertThat(Exploration.of(model(mutation, periods, readers, false), Bounds.DEFAULT.shortest()).unreduced().run(Progress.SILENT).states()).isEqualTo(states);
        assertThat(Exploration.of(model(mutation, periods, readers, true), Bounds.DEFAULT.shortest()).run(Progress.SILENT).isViolated()).isEqualTo(violated);
    }
}

package dev.lull.engine.zoo;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;

/** rcu_barrier() and what was wrong with it, each bug on a model of just what it takes. */
final class Barriers {
    private Barriers() {
    }

    // ---- Z27: the trace reads the number too late ------------------------------------------------------------------

    /** Two callbacks of one barrier check in; the next barrier may begin as soon as both have. */
    static Definition lateTrace(boolean snapshots) {
        return Definition.of("rcu_barrier()'s callbacks trace their barrier's number", setup -> {
            Machine machine = setup.machine();
            Struct state = machine.memory().struct("rcu_state");
            Word count = state.word("barrier_cpu_count", Range.upTo(2), 2);
            Word sequence = state.word("barrier_sequence", Range.upTo(4));
            WaitQueue completion = machine.waitQueue("barrier_completion");
            for (int cpu = 0; cpu < 2; cpu++) new CheckIn(machine, cpu, snapshots, count, sequence, completion);
            new NextBarrier(machine, count, sequence, completion);
        });
    }

    private static final class CheckIn extends Kthread<CheckIn.At> {
        enum At { SNAPSHOT, DEC_AND_TEST, TRACE, DONE }

        private final boolean snapshots;
        private final Word count;
        private final Word sequence;
        private final Word seen;
        private final WaitQueue completion;
        private final WaitQueue done;

        CheckIn(Machine machine, int cpu, boolean snapshots, Word count, Word sequence, WaitQueue completion) {
            super(machine, "rcuop/" + cpu, "rcu_barrier_callback", At.class);
            this.snapshots = snapshots;
            this.count = count;
            this.sequence = sequence;
            this.completion = completion;
            seen = local("s", Range.upTo(4));
            done = machine.waitQueue("rcuop/" + cpu + " is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case SNAPSHOT -> {
                    if (snapshots) seen.set(sequence.get());
                    yield At.DEC_AND_TEST;
                }
                case DEC_AND_TEST -> {
                    count.add(-1);
                    if (count.get() == 0) wakeAll(completion);
                    yield At.TRACE;
                }
                case TRACE -> {
                    if ((snapshots ? seen.get() : sequence.get()) != 0) machine().blame("callback traced with another barrier's number");
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class NextBarrier extends Kthread<NextBarrier.At> {
        enum At { WAIT, START, DONE }

        private final Word count;
        private final Word sequence;
        private final WaitQueue completion;
        private final WaitQueue done;

        NextBarrier(Machine machine, Word count, Word sequence, WaitQueue completion) {
            super(machine, "barrier", "rcu_barrier", At.class);
            this.count = count;
            this.sequence = sequence;
            this.completion = completion.admit(task());
            done = machine.waitQueue("the next barrier has begun").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case WAIT -> count.get() == 0 ? At.START : sleepOn(completion, at);
                case START -> {
                    sequence.add(2);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }
}

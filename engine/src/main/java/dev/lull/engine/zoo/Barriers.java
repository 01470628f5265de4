package dev.lull.engine.zoo;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;

/** rcu_barrier() and what was wrong with it, each bug on a model of just what it takes. */
final class Barriers {
    private Barriers() {
    }

    // ---- Z6: the barrier looks at online CPUs only ---------------------------------------------------------------

    /** CPU 1 is offloaded, has a callback, and goes offline: a barrier that passes it over returns before the callback has run. */
    static Definition offlineCpu(boolean seesOfflineNocb) {
        return Definition.of("rcu_barrier() and an offline CPU that is offloaded", setup -> {
            Machine machine = setup.machine();
            Struct state = machine.memory().struct("state");
            Flag offline = state.flag("cpu_1_offline");
            Flag entrained = state.flag("barrier_callback_queued");
            Flag completed = state.flag("completed");
            Flag returned = state.flag("barrier_returned");
            WaitQueue completion = machine.waitQueue("barrier_completion");
            new Down(machine, offline);
            WaitQueue work = machine.waitQueue("nocb_cb_wq");
            new Barrier(machine, seesOfflineNocb, offline, entrained, completed, returned, completion, work);
            new Rcuop(machine, entrained, returned, completed, completion, work);
        });
    }

    private static final class Down extends Kthread<Down.At> {
        enum At { GO_OFFLINE, DONE }

        private final Flag offline;
        private final WaitQueue done;

        Down(Machine machine, Flag offline) {
            super(machine, "cpu_down/1", "_cpu_down", At.class);
            this.offline = offline;
            done = machine.waitQueue("cpu_down/1 is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case GO_OFFLINE -> {
                    offline.set();
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class Barrier extends Kthread<Barrier.At> {
        enum At { LOOK_AT_CPU, ENTRAIN, WAIT, RETURN, DONE }

        private final boolean seesOfflineNocb;
        private final Flag offline;
        private final Flag entrained;
        private final Flag completed;
        private final Flag returned;
        private final WaitQueue completion;
        private final WaitQueue work;
        private final WaitQueue done;

        Barrier(Machine machine, boolean seesOfflineNocb, Flag offline, Flag entrained, Flag completed, Flag returned, WaitQueue completion,
                WaitQueue work) {
            super(machine, "barrier", "rcu_barrier", At.class);
            this.seesOfflineNocb = seesOfflineNocb;
            this.offline = offline;
            this.entrained = entrained;
            this.completed = completed;
            this.returned = returned;
            this.completion = completion.admit(task());
            this.work = work;
            done = machine.waitQueue("barrier is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOOK_AT_CPU -> offline.isSet() && !seesOfflineNocb ? At.RETURN : At.ENTRAIN;
                case ENTRAIN -> {
                    entrained.set();
                    wakeAll(work);
                    yield At.WAIT;
                }
                case WAIT -> completed.isSet() ? At.RETURN : sleepOn(completion, at);
                case RETURN -> {
                    returned.set();
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class Rcuop extends Kthread<Rcuop.At> {
        enum At { INVOKE, WAIT, COMPLETE, DONE }

        private final Flag entrained;
        private final Flag returned;
        private final Flag completed;
        private final WaitQueue completion;
        private final WaitQueue work;
        private final WaitQueue done;

        Rcuop(Machine machine, Flag entrained, Flag returned, Flag completed, WaitQueue completion, WaitQueue work) {
            super(machine, "rcuop/1", "nocb_cb_wait", At.class);
            this.entrained = entrained;
            this.returned = returned;
            this.completed = completed;
            this.completion = completion;
            this.work = work.admit(task());
            done = machine.waitQueue("rcuop/1 is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case INVOKE -> {
                    if (returned.isSet()) machine().blame("callback invoked after rcu_barrier() has returned, and its module is gone");
                    yield At.WAIT;
                }
                case WAIT -> entrained.isSet() ? At.COMPLETE : sleepOn(work, at);
                case COMPLETE -> {
                    completed.set();
                    wakeAll(completion);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
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

package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.model.Definition;
import dev.lull.engine.tally.Tally;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * rcu_state.barrier_mutex and the hotplug lock, step lists alone: a CPU that comes up and cannot create its kthreads, and a task
 * that changes another CPU's offloading. Every execution is counted, as one does by hand.
 */
class BarrierMutexOrderTest {
    private enum Op { WRITE_LOCK, SPAWN_FAILS, BARRIER_LOCK, READ_LOCK, DEOFFLOAD, READ_UNLOCK, BARRIER_UNLOCK, WRITE_UNLOCK }

    private static final List<Op> COMES_UP = List.of(Op.WRITE_LOCK, Op.SPAWN_FAILS, Op.BARRIER_LOCK, Op.DEOFFLOAD, Op.BARRIER_UNLOCK, Op.WRITE_UNLOCK);
    private static final List<Op> BARRIER_OUTSIDE = List.of(Op.BARRIER_LOCK, Op.READ_LOCK, Op.DEOFFLOAD, Op.READ_UNLOCK, Op.BARRIER_UNLOCK);
    private static final List<Op> BARRIER_INSIDE = List.of(Op.READ_LOCK, Op.BARRIER_LOCK, Op.DEOFFLOAD, Op.BARRIER_UNLOCK, Op.READ_UNLOCK);

    private static final class Doing extends OneShot<Doing.At> {
        enum At { S1, S2, S3, S4, S5, S6, S7, S8, DONE }

        private final List<Op> ops;
        private final Mutex barrier;
        private final RwSemaphore hotplug;

        Doing(Machine machine, String name, List<Op> ops, Mutex barrier, RwSemaphore hotplug) {
            super(machine, name, name, At.class);
            this.ops = ops;
            this.barrier = barrier;
            this.hotplug = hotplug;
        }

        @Override protected At step(At at) {
            if (at == At.DONE) return end();
            boolean done = switch (ops.get(at.ordinal())) {
                case WRITE_LOCK -> acquireToWrite(hotplug);
                case READ_LOCK -> acquireToRead(hotplug);
                case BARRIER_LOCK -> acquire(barrier);
                case BARRIER_UNLOCK -> {
                    release(barrier);
                    yield true;
                }
                case READ_UNLOCK, WRITE_UNLOCK -> {
                    release(hotplug);
                    yield true;
                }
                case SPAWN_FAILS, DEOFFLOAD -> true;
            };
            return !done ? at : at.ordinal() + 1 == ops.size() ? At.DONE : At.values()[at.ordinal() + 1];
        }
    }

    private static Tally tally(List<Op> comesUp, List<Op> toggles) {
        return Tally.of(Definition.of("barrier_mutex and the hotplug lock", setup -> {
            Machine machine = setup.machine();
            Mutex barrier = machine.mutex("barrier_mutex");
            RwSemaphore hotplug = machine.rwSemaphore("cpu_hotplug_lock", false);
            Doing up = new Doing(machine, "cpu_up", comesUp, barrier, hotplug);
            Doing toggle = new Doing(machine, "toggle", toggles, barrier, hotplug);
            setup.owed("both come to their end", () -> !up.isDone() | !toggle.isDone());
        }));
    }

    private static void counts(Tally tally, long states, long executions, long deadlocked) {
        assertThat(tally.states()).as("states").isEqualTo(states);
        assertThat(tally.executions()).as("executions").isEqualTo(executions);
        assertThat(tally.deadlocked()).as("deadlocked").isEqualTo(deadlocked);
    }

    @Test void with_barrier_mutex_outside_three_of_eight_executions_deadlock() {
        counts(tally(COMES_UP, BARRIER_OUTSIDE), 27, 8, 3);
    }

    @Test void with_barrier_mutex_inside_none_of_two_does() {
        counts(tally(COMES_UP, BARRIER_INSIDE), 22, 2, 0);
    }

    @Test void a_writer_that_reads_what_it_writes_waits_for_itself_always() {
        List<Op> reads = List.of(Op.WRITE_LOCK, Op.SPAWN_FAILS, Op.READ_LOCK, Op.BARRIER_LOCK, Op.DEOFFLOAD, Op.BARRIER_UNLOCK, Op.READ_UNLOCK, Op.WRITE_UNLOCK);

        Tally tally = tally(reads, BARRIER_INSIDE);

        assertThat(tally.executions()).isEqualTo(2);
        assertThat(tally.deadlocked()).isEqualTo(2);
    }
}

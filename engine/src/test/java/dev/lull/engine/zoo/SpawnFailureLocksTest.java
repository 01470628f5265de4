package dev.lull.engine.zoo;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.model.Definition;
import dev.lull.engine.tally.Tally;
import org.junit.jupiter.api.Test;

import static dev.lull.engine.zoo.Sequence.does;
import static dev.lull.engine.zoo.Sequence.lock;
import static dev.lull.engine.zoo.Sequence.read;
import static dev.lull.engine.zoo.Sequence.unlock;
import static dev.lull.engine.zoo.Sequence.write;
import static org.assertj.core.api.Assertions.assertThat;

/** A CPU comes up, its kthread cannot be created, and it is de-offloaded; meanwhile somebody de-offloads another: only the locks. */
class SpawnFailureLocksTest {
    private enum Up { CPUS_WRITE_LOCK, SPAWN_FAILS, BARRIER_MUTEX_LOCK, DEOFFLOAD, BARRIER_MUTEX_UNLOCK, CPUS_WRITE_UNLOCK, DONE }

    private enum UpReading { CPUS_WRITE_LOCK, SPAWN_FAILS, CPUS_READ_LOCK, DEOFFLOAD, CPUS_READ_UNLOCK, CPUS_WRITE_UNLOCK, DONE }

    private enum Old { BARRIER_MUTEX_LOCK, CPUS_READ_LOCK, DEOFFLOAD, CPUS_READ_UNLOCK, BARRIER_MUTEX_UNLOCK, DONE }

    private enum Inverted { CPUS_READ_LOCK, BARRIER_MUTEX_LOCK, DEOFFLOAD, BARRIER_MUTEX_UNLOCK, CPUS_READ_UNLOCK, DONE }

    private static Tally tally(boolean inverted, boolean upReads) {
        return Tally.of(Definition.of("spawn failure, locks", setup -> {
            Machine machine = setup.machine();
            RwSemaphore hotplug = machine.rwSemaphore("cpu_hotplug_lock", false);
            Mutex barrier = machine.mutex("barrier_mutex");
            OneShot<?> up = upReads
                    ? new Sequence<>(machine, "cpu_up", "_cpu_up", UpReading.class, write(hotplug), does(() -> { }), read(hotplug), does(() -> { }), unlock(hotplug), unlock(hotplug))
                    : new Sequence<>(machine, "cpu_up", "_cpu_up", Up.class, write(hotplug), does(() -> { }), lock(barrier), does(() -> { }), unlock(barrier), unlock(hotplug));
            OneShot<?> other = inverted
                    ? new Sequence<>(machine, "nocb", "rcu_nocb_cpu_deoffload", Inverted.class, read(hotplug), lock(barrier), does(() -> { }), unlock(barrier), unlock(hotplug))
                    : new Sequence<>(machine, "nocb", "rcu_nocb_cpu_deoffload", Old.class, lock(barrier), read(hotplug), does(() -> { }), unlock(hotplug), unlock(barrier));
            setup.owed("both come to their end", () -> !up.isDone() | !other.isDone());
        }));
    }

    @Test void the_old_order_gets_stuck_in_three_of_eight_executions() {
        Tally tally = tally(false, false);

        assertThat(tally.states()).isEqualTo(27);
        assertThat(tally.executions()).isEqualTo(8);
        assertThat(tally.deadlocked()).isEqualTo(3);
        assertThat(tally.ends()).extracting(end -> end.inOneLine()).containsOnly("cpu_up --barrier_mutex--> nocb --cpu_hotplug_lock--> cpu_up");
    }

    @Test void the_inverted_order_never_does() {
        Tally tally = tally(true, false);

        assertThat(tally.states()).isEqualTo(22);
        assertThat(tally.executions()).isEqualTo(2);
        assertThat(tally.holds()).isTrue();
    }

    @Test void one_who_comes_up_must_not_read_what_it_writes() {
        Tally tally = tally(true, true);

        assertThat(tally.executions()).isEqualTo(2);
        assertThat(tally.deadlocked()).isEqualTo(2);
    }
}

package dev.lull.engine.zoo;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;

/** What is created twice, on a model of just that. */
final class Wakeups {
    private Wakeups() {
    }

    // ---- Z17: two CPUs of a group come up at once -----------------------------------------------------------------------

    /** Two CPUs of one group are prepared in parallel; each creates rcuog if there is none. */
    static Definition twoRcuogs(boolean withMutex) {
        return Definition.of("two CPUs of a group come up at once", setup -> {
            Machine machine = setup.machine();
            Mutex mutex = withMutex ? machine.mutex("nocb_gp_kthread_mutex") : null;
            Word created = machine.memory().struct("group").word("rcuogs_created", Range.upTo(2));
            Flag exists = machine.memory().struct("group").flag("nocb_gp_kthread");
            for (int cpu = 0; cpu < 2; cpu++) new Spawner(machine, cpu, mutex, created, exists);
        });
    }

    private static final class Spawner extends Kthread<Spawner.At> {
        enum At { LOCK, LOOK, CREATE, STORE, UNLOCK, DONE }

        private final Mutex mutex;
        private final Word created;
        private final Flag exists;
        private final WaitQueue done;

        Spawner(Machine machine, int cpu, Mutex mutex, Word created, Flag exists) {
            super(machine, "cpu_up/" + cpu, "rcu_spawn_cpu_nocb_kthread", At.class);
            this.mutex = mutex;
            this.created = created;
            this.exists = exists;
            done = machine.waitQueue("cpu_up/" + cpu + " is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case LOCK -> mutex == null || acquire(mutex) ? At.LOOK : at;
                case LOOK -> exists.isSet() ? At.UNLOCK : At.CREATE;
                case CREATE -> {
                    created.add(1);
                    if (created.get() > 1) machine().blame("two owners: a second rcuog is created for one group, and both scan its lists");
                    yield At.STORE;
                }
                case STORE -> {
                    exists.set();
                    yield At.UNLOCK;
                }
                case UNLOCK -> {
                    if (mutex != null) release(mutex);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }
}

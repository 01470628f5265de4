package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * Brings a CPU up, as far as offloading sees it: rcutree_prepare_cpu() under the hotplug lock, then the CPU is online.
 * Models _cpu_up(), kernel/cpu.c, with everything else between left out.
 */
public class CpuUp extends NocbText<CpuUp.At> {
    /** The steps. */
    public enum At implements StepLabel {
        WRITE_LOCK(Cost.LOCK, "takes the hotplug lock for writing"),
        PREPARE(Cost.LOCAL, "prepares the CPU: its kthreads are to be created"),
        ONLINE(Cost.LOCAL, "starts the CPU: it is online"),
        WRITE_UNLOCK(Cost.LOCAL, "drops the hotplug lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final Toggling toggling;
    private final SpawnNocbKthread spawn;

    /** @param rdp the CPU to come up */
    public CpuUp(Context self, Rcu rcu, NocbData rdp, Toggling toggling) {
        super(self, rcu, "_cpu_up", At.class);
        this.rdp = rdp;
        this.toggling = toggling;
        spawn = new SpawnNocbKthread(self, rcu, rdp, toggling);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case WRITE_LOCK -> acquireToWrite(toggling.hotplugLock) ? At.PREPARE : at;
            case PREPARE -> call(spawn, At.ONLINE);
            case ONLINE -> {
                rdp.state.online.set();
                yield At.WRITE_UNLOCK;
            }
            case WRITE_UNLOCK -> {
                release(toggling.hotplugLock);
                yield finish();
            }
        };
    }
}

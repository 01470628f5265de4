package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.trace.Reason;

/** Makes a CPU's data ready before the CPU starts. Models rcutree_prepare_cpu(), kernel/rcu/tree.c, v5.12. */
public class RcutreePrepareCpu extends RcuText<RcutreePrepareCpu.At> {
    /** Its one step; then kthreads are created. */
    public enum At implements StepLabel {
        PREPARE(Cost.LOCK, "makes RCU's data of the CPU ready, under the leaf's lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuData rdp;
    private final Code<?> spawnKthreads;

    /** @param spawnKthreads what creates the CPU's kthreads; {@code null} where they exist or none are needed */
    public RcutreePrepareCpu(Context self, Rcu rcu, RcuData rdp, Code<?> spawnKthreads) {
        super(self, rcu, "rcutree_prepare_cpu", At.class);
        this.rdp = rdp;
        this.spawnKthreads = spawnKthreads;
    }

    @Override protected At step(At at) {
        rdp.prepare();
        say(rdp.leaf().gpSeq.peek(), Reason.cpuonl);
        return spawnKthreads == null ? finish() : become(spawnKthreads);
    }
}

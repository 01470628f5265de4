package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * srcu_module_going(), kernel/rcu/srcutree.c, v6.4: a module with a domain of its own is unloaded. Only a domain that somebody has
 * used has anything to clean up; the per-CPU part, which was allocated when the module was loaded, is freed in any case.
 */
public class ModuleGoing extends SrcuText<ModuleGoing.At> {
    /** The steps. */
    public enum At implements StepLabel {
        CHECK(Cost.LOCAL, "looks whether anybody has used the domain"),
        FREE_SDA(Cost.LOCAL, "frees ->sda");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final CleanupSrcuStruct cleanup;

    ModuleGoing(Context self, SrcuStruct ssp, int cpu) {
        super(self, ssp, cpu, "srcu_module_going", At.class);
        cleanup = new CleanupSrcuStruct(self, ssp, cpu);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CHECK -> {
                boolean used = SrcuSeq.state(ssp.needed.get()) == 0;
                yield used || !ssp.settings().has(SrcuFix.GOING_CHECKS_INIT) ? call(cleanup, At.FREE_SDA) : At.FREE_SDA;
            }
            case FREE_SDA -> {
                ssp.heap().free(ssp.sda.get(), "ssp->sda");
                ssp.sda.set(SrcuHeap.NULL);
                yield finish();
            }
        };
    }
}

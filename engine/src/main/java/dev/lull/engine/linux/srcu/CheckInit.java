package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * check_init_srcu_struct(), kernel/rcu/srcutree.c, v5.19 to v6.12: what every updater calls first, so that a static domain is set
 * up where it is first used. What comes of the setting up nobody asks.
 */
public class CheckInit extends SrcuText<CheckInit.At> {
    /** The steps. */
    public enum At implements StepLabel {
        FAST_CHECK(Cost.LOCAL, "looks whether the domain is initialised"),
        LOCK(Cost.LOCK, "takes sup->lock"),
        RECHECK(Cost.LOCAL, "looks again"),
        UNLOCK(Cost.LOCAL, "drops sup->lock, whatever came of it");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final InitSrcuStructFields fields;

    public CheckInit(Context self, SrcuStruct ssp, int cpu, InitSrcuStructFields fields) {
        super(self, ssp, cpu, "check_init_srcu_struct", At.class);
        this.fields = fields;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case FAST_CHECK -> !hasSup() ? at : isInitialised() ? finish() : At.LOCK;
            case LOCK -> acquire(ssp.lock) ? At.RECHECK : at;
            case RECHECK -> isInitialised() ? At.UNLOCK : call(fields.with(true), At.UNLOCK);
            case UNLOCK -> {
                result();                       // -ENOMEM, it may be: the C has nobody to tell
                release(ssp.lock);
                yield finish();
            }
        };
    }

    private boolean isInitialised() {
        return SrcuSeq.state(ssp.needed.get()) == 0;
    }
}

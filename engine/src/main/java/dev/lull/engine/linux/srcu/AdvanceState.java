package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.trace.Tracepoint;

/**
 * srcu_advance_state(), kernel/rcu/srcutree.c, v5.19 to v6.12: takes a grace period as far as readers let it. First the bank that
 * was left before is drained, so that no reader from two flips ago is taken for a new one; then the flip; then the bank that was
 * left by it.
 */
public class AdvanceState extends SrcuText<AdvanceState.At> {
    /** The steps. */
    public enum At implements StepLabel {
        LOCK_GP(Cost.LOCK, "takes srcu_gp_mutex"),
        READ_STATE(Cost.CACHE_MISS, "looks how far the grace period is"),
        LOCK_START(Cost.LOCK, "takes sup->lock"),
        START(Cost.LOCAL, "starts a grace period, if one is wanted, and drops the lock"),
        SCAN1(Cost.LOCAL, "turns to the bank that was left before"),
        SCANNED1(Cost.LOCAL, "goes on if that bank has no readers"),
        FLIP(Cost.CACHE_MISS, "flips: new readers use the other bank"),
        LOCK_SCAN2(Cost.LOCK, "takes sup->lock"),
        SET_SCAN2(Cost.LOCAL, "sets the state to SCAN2 and drops the lock"),
        SCAN2(Cost.LOCAL, "turns to the bank that was just left"),
        SCANNED2(Cost.LOCAL, "goes on if that bank has no readers"),
        RETURN(Cost.LOCAL, "returns");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final CheckZero tryCheckZero;
    private final GpEnd gpEnd;

    public AdvanceState(Context self, SrcuStruct ssp, int cpu, CheckZero tryCheckZero, GpEnd gpEnd) {
        super(self, ssp, cpu, "srcu_advance_state", At.class);
        this.tryCheckZero = tryCheckZero;
        this.gpEnd = gpEnd;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOCK_GP -> acquire(ssp.gpMutex) ? At.READ_STATE : at;
            case READ_STATE -> switch (SrcuSeq.state(ssp.gpSeq.get())) {
                case SrcuSeq.IDLE -> At.LOCK_START;
                case SrcuSeq.SCAN1 -> At.SCAN1;
                default -> At.SCAN2;
            };
            case LOCK_START -> acquire(ssp.lock) ? At.START : at;
            case START -> start();
            case SCAN1 -> ssp.settings().has(SrcuFix.FIRST_SCAN) ? call(tryCheckZero.with(otherBank(), 1), At.SCANNED1) : At.FLIP;
            case SCANNED1 -> result() ? At.FLIP : leave();
            case FLIP -> {
                if (ssp.settings().has(SrcuFix.FLIP)) ssp.idx.add(1);
                yield At.LOCK_SCAN2;
            }
            case LOCK_SCAN2 -> acquire(ssp.lock) ? At.SET_SCAN2 : at;
            case SET_SCAN2 -> {
                ssp.gpSeq.set(ssp.gpSeq.get() & ~3L | SrcuSeq.SCAN2);
                ssp.polls.set(0);
                ssp.promise().phaseBegins();
                trace(Tracepoint.LULL_SRCU_GP, ssp.gpSeq.get(), ssp.idx.peek() & 1);
                release(ssp.lock);
                yield At.SCAN2;
            }
            case SCAN2 -> call(tryCheckZero.with(otherBank(), 2), At.SCANNED2);
            case SCANNED2 -> {
                if (!result()) yield leave();
                ssp.polls.set(0);
                yield call(gpEnd, At.RETURN);               // drops srcu_gp_mutex
            }
            case RETURN -> finish();
        };
    }

    private At start() {
        boolean idle = SrcuSeq.state(ssp.gpSeq.get()) == SrcuSeq.IDLE;
        boolean wanted = SrcuSeq.less(ssp.gpSeq.get(), ssp.needed.get());
        if (wanted && idle && !gpStart()) return At.START;
        release(ssp.lock);
        return wanted && idle ? At.SCAN1 : leave();
    }

    private int otherBank() {
        return (int) (1 ^ ssp.idx.get() & 1);
    }

    private At leave() {
        release(ssp.gpMutex);
        return finish();
    }
}

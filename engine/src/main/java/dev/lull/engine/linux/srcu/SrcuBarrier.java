package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * srcu_barrier(), kernel/rcu/srcutree.c, v5.19 to v6.12: puts a callback behind all others of each CPU that has any, and waits for
 * these. A small domain has callbacks on the boot CPU's list only.
 */
public class SrcuBarrier extends SrcuText<SrcuBarrier.At> {
    /** The steps. */
    public enum At implements StepLabel {
        BEGIN(Cost.LOCAL, "calls srcu_barrier()"),
        SNAP(Cost.CACHE_MISS, "notes which barrier would do"),
        LOCK(Cost.LOCK, "takes srcu_barrier_mutex"),
        RECHECK(Cost.LOCAL, "looks whether somebody else's barrier has done meanwhile"),
        START(Cost.LOCAL, "starts the barrier, counting itself"),
        READ_LOCK(Cost.LOCAL, "enters a section of its own"),
        PICK(Cost.LOCAL, "looks whether all CPUs can have callbacks"),
        ENTRAIN(Cost.CACHE_MISS, "puts the barrier's callback behind all others of a CPU"),
        READ_UNLOCK(Cost.LOCAL, "leaves its section"),
        SETTLE(Cost.CACHE_MISS, "takes its own count back"),
        WAIT(Cost.CONTEXT_SWITCH, "waits for the barrier's callbacks"),
        END(Cost.LOCAL, "ends the barrier and drops srcu_barrier_mutex");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final SrcuRoutines routines;
    private final Mask promised;
    private final Word s;
    private final Word at;
    private final Word cpus;

    SrcuBarrier(Context self, SrcuStruct ssp, int cpu, SrcuRoutines routines) {
        super(self, ssp, cpu, "srcu_barrier", At.class);
        this.routines = routines;
        promised = ssp.promise().barrier(self.name());
        s = local("s", NUMBER);
        at = local("cpu", Range.upTo(ssp.settings().cpus()));
        cpus = local("cpus", Range.upTo(ssp.settings().cpus()));
        ssp.barrierCompletion.admit((Task) self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case BEGIN -> {
                ssp.promise().barrierBegins(promised);
                yield At.SNAP;
            }
            case SNAP -> {
                if (!hasSup()) yield at;
                s.set(SrcuSeq.snap(ssp.barrierSeq.get()));
                yield call(routines.checkInit(), At.LOCK);
            }
            case LOCK -> acquire(ssp.barrierMutex) ? At.RECHECK : at;
            case RECHECK -> {
                if (!SrcuSeq.done(ssp.barrierSeq.get(), s.get())) yield At.START;
                yield leave();
            }
            case START -> {
                ssp.barrierSeq.add(1);
                ssp.barrierDone.clear();
                ssp.barrierCpuCount.set(1);
                yield At.READ_LOCK;
            }
            case READ_LOCK -> call(routines.readLock(), At.PICK);
            case PICK -> {
                cpus.set(ssp.size.get().isBefore(SrcuStruct.Size.WAIT_BARRIER) ? 1 : ssp.settings().cpus());
                yield At.ENTRAIN;
            }
            case ENTRAIN -> entrain();
            case READ_UNLOCK -> call(routines.readUnlock(), At.SETTLE);
            case SETTLE -> {
                ssp.barrierCpuCount.add(-1);
                if (ssp.barrierCpuCount.get() == 0) ssp.barrierDone.set();
                yield At.WAIT;
            }
            case WAIT -> ssp.barrierDone.isSet() ? At.END : sleepOn(ssp.barrierCompletion, at);
            case END -> {
                ssp.barrierSeq.set(SrcuSeq.end(ssp.barrierSeq.get()));
                yield leave();
            }
        };
    }

    private At entrain() {
        SrcuData sdp = ssp.data((int) at.get());
        if (!acquire(sdp.lock)) return At.ENTRAIN;
        if (sdp.cblist.entrain(sdp.barrierHead)) {
            ssp.barrierCpuCount.add(1);
            ssp.heads().queue(sdp.barrierHead);
        }
        release(sdp.lock);
        boolean last = at.get() + 1 == cpus.get();
        at.set(last ? 0 : at.get() + 1);
        return last ? At.READ_UNLOCK : At.ENTRAIN;
    }

    private At leave() {
        release(ssp.barrierMutex);
        ssp.promise().barrierReturns(promised);
        return finish();
    }
}

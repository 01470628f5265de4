package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Word;

/**
 * synchronize_srcu() and synchronize_srcu_expedited(), kernel/rcu/srcutree.c, v5.19 to v6.12: a callback on the caller's stack, and a
 * completion. One that finds the domain idle for long enough is expedited by itself (srcu_might_be_idle()).
 */
public class SynchronizeSrcu extends SrcuText<SynchronizeSrcu.At> {
    /** The steps. */
    public enum At implements StepLabel {
        BEGIN(Cost.LOCAL, "calls synchronize_srcu()"),
        IDLE_LIST(Cost.LOCK, "looks whether its CPU's list has callbacks that wait"),
        IDLE_TIME(Cost.LOCAL, "looks how long ago the last grace period ended"),
        IDLE_SEQ(Cost.CACHE_MISS, "reads ->srcu_gp_seq"),
        IDLE_NEEDED(Cost.CACHE_MISS, "looks whether a grace period is wanted"),
        IDLE_SEQ_AGAIN(Cost.CACHE_MISS, "looks whether ->srcu_gp_seq is still the same"),
        CHECK_INIT(Cost.LOCAL, "has the domain set up if need be"),
        QUEUE(Cost.LOCAL, "queues a callback"),
        WAIT(Cost.CONTEXT_SWITCH, "sleeps until that callback is invoked"),
        RETURN(Cost.LOCAL, "returns");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final SrcuRoutines routines;
    private final Flag expedited;
    private final Word curseq;
    private final WaitQueue completion;
    private final Flag completed;
    private final Mask promised;
    private final int head;

    SynchronizeSrcu(Context self, SrcuStruct ssp, int cpu, SrcuRoutines routines) {
        super(self, ssp, cpu, "synchronize_srcu", At.class);
        this.routines = routines;
        expedited = localFlag("expedited");
        curseq = local("curseq", NUMBER);
        completion = machine().waitQueue(self.name() + ".completion").admit((Task) self);
        completed = machine().memory().struct(self.name()).flag("completed");
        promised = ssp.promise().wait(self.name());
        head = ssp.heads().head(self.name() + "'s synchronize_srcu()", this::wakemeAfterRcu);
    }

    /** The text, told what it is called with. */
    Code<?> with(boolean expedited) {
        this.expedited.set(expedited);
        return this;
    }

    private void wakemeAfterRcu(int context, int on) {
        completed.set();
        machine().wakeFromOutside(completion, context, on);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case BEGIN -> {
                ssp.promise().begins(promised);
                completed.clear();
                yield expedited.isSet() ? At.CHECK_INIT : call(routines.checkInit(), At.IDLE_LIST);
            }
            case IDLE_LIST -> {
                SrcuData sdp = ssp.data(cpu);
                if (!acquire(sdp.lock)) yield at;
                boolean pending = sdp.cblist.hasPending();
                release(sdp.lock);
                yield pending ? At.CHECK_INIT : At.IDLE_TIME;
            }
            case IDLE_TIME -> ssp.settings().expHoldoff() == 0 || !ssp.lastGpEnd.isOver() ? At.CHECK_INIT : At.IDLE_SEQ;
            case IDLE_SEQ -> {
                curseq.set(ssp.gpSeq.get());
                yield At.IDLE_NEEDED;
            }
            case IDLE_NEEDED -> SrcuSeq.less(curseq.get(), ssp.needed.get()) ? At.CHECK_INIT : At.IDLE_SEQ_AGAIN;
            case IDLE_SEQ_AGAIN -> {
                expedited.set(curseq.get() == ssp.gpSeq.get());
                yield At.CHECK_INIT;
            }
            case CHECK_INIT -> call(routines.checkInit(), At.QUEUE);
            case QUEUE -> call(routines.callSrcu().with(head, !expedited.isSet()), At.WAIT);
            case WAIT -> completed.isSet() ? At.RETURN : sleepOn(completion, at);
            case RETURN -> {
                completed.clear();
                ssp.promise().returns(promised, self().name() + "'s synchronize_srcu() returns");
                yield finish();
            }
        };
    }
}

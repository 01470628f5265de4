package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.memory.Range;
import dev.lull.engine.trace.Tracepoint;

/** What SRCU's texts share: following the domain's pointers, the delay until the next look, and the start of a grace period. */
public abstract class SrcuText<E extends Enum<E>> extends Code<E> {
    /** The range of a local that holds a grace-period number. */
    protected static final Range NUMBER = Range.upTo(Long.MAX_VALUE / 4);

    protected final SrcuStruct ssp;
    protected final int cpu;

    /** @param cpu the CPU that counts as the one it executes on; kthreads have none of their own here */
    protected SrcuText(Context self, SrcuStruct ssp, int cpu, String function, Class<E> labels) {
        super(self, function, labels);
        this.ssp = ssp;
        this.cpu = cpu;
    }

    /** Follows {@code ssp->srcu_sup}: false, and blamed, when it is NULL. Before the split there is nothing to follow. */
    protected final boolean hasSup() {
        return !ssp.settings().isSplit() || follows(ssp.sup.get(), "ssp->srcu_sup");
    }

    /** Follows {@code ssp->sda}; through NULL the C reads and writes whatever lies at a CPU's offset from 0, and goes on. */
    protected final void followSda() {
        if (ssp.sda.get() != SrcuHeap.NULL) follows(ssp.sda.get(), "ssp->sda");
        else machine().blame("wild per-CPU access: " + self().name() + " follows ssp->sda, which is NULL, in " + name() + "()");
    }

    /** What has been freed still has its old contents as far as this model goes, so who is blamed for looking there goes on. */
    private boolean follows(long pointer, String what) {
        String wrong = ssp.heap().judge(pointer);
        if (wrong != null) machine().blame(wrong + ": " + self().name() + " follows " + what + " in " + name() + "()");
        return pointer != SrcuHeap.NULL;
    }

    final void start(Timer timer, long delay) {
        arm(timer, machine().jiffies() + delay);
    }

    final boolean stop(Timer timer) {
        return cancel(timer);
    }

    /**
     * srcu_gp_start(), with {@code sup->lock} held. Up to v6.6 it gives callbacks numbers, under their list's lock: false, and
     * nothing done, when somebody holds that.
     */
    protected boolean gpStart() {
        if (!ssp.settings().has(SrcuFix.ACCELERATE_ON_ENQUEUE)) {
            SrcuData sdp = ssp.dataForCalls(cpu);
            if (!acquire(sdp.lock)) return false;
            sdp.cblist.advance(ssp.gpSeq.get());
            sdp.cblist.accelerate(SrcuSeq.snap(ssp.gpSeq.get()));
            release(sdp.lock);
        }
        ssp.gpStart.set(machine().jiffies());
        ssp.polls.set(0);
        ssp.promise().gpStarts();
        ssp.gpSeq.set(ssp.gpSeq.get() + SrcuSeq.SCAN1);
        trace(Tracepoint.LULL_SRCU_GP, ssp.gpSeq.get(), ssp.idx.peek() & 1);
        return true;
    }

    /** srcu_schedule_cbs_sdp(): has a CPU's callbacks invoked after {@code delay} jiffies. */
    protected final void scheduleCallbacks(SrcuData sdp, long delay) {
        sdp.work.queueWithin(this, delay);
    }

    protected final void trace(Tracepoint point, long... arguments) {
        if (tracer().wants()) tracer().emit(point, self().number(), cpu, arguments);
    }
}

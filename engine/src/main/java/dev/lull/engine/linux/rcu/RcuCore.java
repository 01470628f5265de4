package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/**
 * rcu_core() on one CPU, as a softirq or in rcuc/N: notes grace periods, asks for them, and invokes the callbacks of a CPU
 * that is not offloaded. Models rcu_core() and, inlined where it is called, rcu_do_batch(), kernel/rcu/tree.c, v5.12.
 *
 * <p>Left out: reports of quiescent states, which are moves of their own ({@link QuiescentStates}); need_resched() while the idle
 * task is interrupted, so that such a batch is limited by its time only ({@link BatchTime}). What raises the softirq again from within makes it go round again, ten times at most as
 * __do_softirq() has it; then it waits for the next tick, where Linux has ksoftirqd go on.
 */
public class RcuCore extends RcuText<RcuCore.At> {
    private static final int MAX_SOFTIRQ_RESTART = 10;

    /** The steps, RC1, RC2 and RC4, the latter as DB1 to DB5. */
    public enum At implements StepLabel {
        NOTE_GP_CHANGES(Cost.LOCK, "notes that a grace period has begun or ended"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread"),
        START_GP(Cost.LOCK, "asks for a grace period if new callbacks wait and none is in progress"),
        WAKE_GP_AGAIN(Cost.WAKEUP, "wakes the grace-period kthread"),
        EXTRACT(Cost.LOCK, "takes the ready callbacks off ->cblist"),
        INVOKE(Cost.CALLBACK, "invokes a callback"),
        ACCOUNT(Cost.LOCK, "subtracts the invoked callbacks from ->cblist.len"),
        LEAVE(Cost.LOCAL, "is done");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    /** This CPU's data. */
    protected final RcuData rdp;
    private final boolean callbacksKthread;
    private final CbList batch;
    private final Word count;
    private final Word limit;
    private final Word rounds;
    private final QueueAgain queueAgain;    // null: no callback calls call_rcu()
    private final BatchTime time;           // null: batches are small, or nobody measures time

    /** @param callbacksKthread whether it runs in rcuc, which need not make room for the interrupted task */
    public RcuCore(Context self, Rcu rcu, RcuData rdp, boolean callbacksKthread) {
        super(self, rcu, "rcu_core", At.class);
        this.rdp = rdp;
        this.callbacksKthread = callbacksKthread;
        batch = ownList("rcl");
        count = local("count", rcu.callbacks().countRange());
        limit = local("bl", Range.upTo(Math.max(Overload.MAX_BLIMIT, rcu.callbacks().countRange().max())));
        rounds = local("restarts", Range.upTo(MAX_SOFTIRQ_RESTART));
        time = rcu.isTimed() ? new BatchTime(this, localFlag("time_is_over"), rcu.linux()) : null;
        queueAgain = rcu.callbacks().queueAgain() ? new QueueAgain(self, rcu, rdp, callRcu(self, rcu, rdp), false) : null;
        rdp.invokedBy(this);
        rdp.extractedInto(batch, count);
    }

    private static SynchronizeRcu.Calls callRcu(Context self, Rcu rcu, RcuData rdp) {
        CallRcuCore callRcu = new CallRcuCore(self, rcu, rdp);
        return (irqsOn, function, lazy) -> callRcu.with(irqsOn, function);
    }

    /** What ends a batch by time; {@code null} where nothing does. */
    BatchTime time() {
        return time;
    }

    boolean isInBatch() {
        return limit.get() > 0;
    }

    long batchLimit() {
        return limit.get();
    }

    /** Callbacks taken off the list and not yet invoked, for watchers. */
    public final CbList batch() {
        return batch;
    }

    /** Whether this CPU's callbacks are this softirq's to number and to invoke: the CPU is not offloaded. */
    protected boolean ownsCallbacks() {
        return true;
    }

    /** rcu_nocb_lock(), where there is something to lock; false when it must be tried again. */
    protected boolean lockCallbacks() {
        return true;
    }

    /** rcu_nocb_unlock(). */
    protected void unlockCallbacks() {
    }

    /** What comes last in rcu_core(): for an offloaded CPU its deferred wakeup. */
    protected At leave() {
        return finish();
    }

    @Override protected At step(At at) {
        return switch (at) {
            case NOTE_GP_CHANGES -> {
                if (!ownsCallbacks()) yield At.LEAVE;
                if (!lockCallbacks()) yield at;
                boolean wake = noteGpChanges(rdp);
                unlockCallbacks();
                yield wake ? At.WAKE_GP : At.START_GP;
            }
            case WAKE_GP -> {
                wakeGpKthread();
                yield At.START_GP;
            }
            case START_GP -> startGp(at);
            case WAKE_GP_AGAIN -> {
                wakeGpKthread();
                yield At.EXTRACT;
            }
            case EXTRACT -> extract(at);
            case INVOKE -> invoke();
            case ACCOUNT -> account(at);
            case LEAVE -> leave();
        };
    }

    private At startGp(At at) {
        if (GpSeq.inProgress(rcu.gpSeq().get()) || rdp.cblist().isEmpty(SegCbList.NEXT)) return At.EXTRACT;
        if (!lockCallbacks()) return at;
        boolean wake = accelerate(rdp);
        unlockCallbacks();
        return wake ? At.WAKE_GP_AGAIN : At.EXTRACT;
    }

    private At extract(At at) {
        if (!rdp.cblist().hasReady()) return At.LEAVE;
        if (!lockCallbacks()) return at;
        limit.set(rdp.overload().batchLimit(rdp.cblist().length()));
        if (tracer().wants()) emit(Tracepoint.RCU_BATCH_START, rdp.cpu(), rdp.cblist().length(), limit.get());
        rdp.cblist().extractDone(batch);
        rcu.traceSegments(Reason.SegCbDequeued, rdp, self().number(), cpuNumber());
        unlockCallbacks();
        return At.INVOKE;
    }

    private At invoke() {
        long callback = batch.removeFirst();
        if (tracer().wants()) emit(Tracepoint.RCU_INVOKE_CALLBACK, rdp.cpu(), callback);
        int again = rcu.invoke(rdp.cpu(), callback, self().number(), cpuNumber());
        count.add(1);
        At next = afterCallback();
        return again == Callbacks.PLAIN ? next : call(queueAgain.with(again), next);
    }

    private At afterCallback() {
        if (batch.isEmpty()) return At.ACCOUNT;
        if (count.get() >= limit.get() && !callbacksKthread && cpu().currentTask() >= 0) return At.ACCOUNT;
        return time != null && time.ends(count.get()) ? At.ACCOUNT : At.INVOKE;
    }

    private At account(At at) {
        if (!lockCallbacks()) return at;
        if (tracer().wants()) emit(Tracepoint.RCU_BATCH_END, rdp.cpu(), count.get());
        rdp.cblist().insertDone(batch);
        rdp.cblist().addLength(-count.get());
        count.set(0);
        limit.set(0);
        if (time != null) time.batchEnds();
        rdp.overload().lower(rdp.cblist().length());
        unlockCallbacks();
        if (!rdp.cblist().hasReady() || rounds.get() == MAX_SOFTIRQ_RESTART) return At.LEAVE;
        rounds.add(1);
        return At.NOTE_GP_CHANGES;
    }
}

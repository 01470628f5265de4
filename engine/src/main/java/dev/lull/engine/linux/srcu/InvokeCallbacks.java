package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Word;

/**
 * The kworker that executes srcu_invoke_callbacks() for one CPU, kernel/rcu/srcutree.c, v5.19 to v6.12. Up to v6.6 it gives a number
 * to whatever has none, and asks nobody for the grace period of that number.
 */
public class InvokeCallbacks extends Kthread<InvokeCallbacks.At> {
    /** The steps. */
    public enum At implements StepLabel {
        WAIT_WORK(Cost.CONTEXT_SWITCH, "waits for work"),
        LOCK(Cost.LOCK, "takes the srcu_data's lock"),
        EXTRACT(Cost.CACHE_MISS, "advances the callbacks, takes those that are ready, and drops the lock"),
        INVOKE(Cost.CALLBACK, "invokes a callback"),
        LOCK_AGAIN(Cost.LOCK, "takes the srcu_data's lock"),
        SETTLE(Cost.LOCAL, "counts what it has invoked and drops the lock"),
        AGAIN(Cost.LOCAL, "comes again, if more are ready"),
        DONE(Cost.LOCAL, "is done with this work item");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final SrcuStruct ssp;
    private final SrcuData sdp;
    private final Requeue requeue;
    private final Word batch;
    private final Word invoked;
    private final Flag more;

    /** Makes the worker's texts. */
    public InvokeCallbacks(SrcuStruct ssp, SrcuData sdp) {
        super(sdp.work.kworker(), "srcu_invoke_callbacks", At.class);
        this.ssp = ssp;
        this.sdp = sdp;
        requeue = new Requeue(ssp, sdp);
        batch = local("ready_cbs", ssp.heads().range());
        invoked = local("len", ssp.heads().range());
        more = localFlag("more");
    }

    @Override protected At step(At at) {
        return switch (at) {
            case WAIT_WORK -> sdp.work.take() ? At.LOCK : sleepOn(sdp.work.idle(), at);
            case LOCK -> acquire(sdp.lock) ? At.EXTRACT : at;
            case EXTRACT -> {
                sdp.cblist.advance(ssp.gpSeq.get());
                boolean nothing = sdp.invoking.isSet() || !sdp.cblist.hasReady();
                if (!nothing) {
                    sdp.invoking.set();
                    batch.set(sdp.cblist.extractDone());
                }
                release(sdp.lock);
                yield nothing ? At.DONE : At.INVOKE;
            }
            case INVOKE -> {
                long head = batch.get();
                batch.set(ssp.heads().next(head));
                invoked.add(1);
                ssp.heads().invoke(head, self().number(), sdp.cpu());
                yield batch.get() != 0 ? at : At.LOCK_AGAIN;
            }
            case LOCK_AGAIN -> acquire(sdp.lock) ? At.SETTLE : at;
            case SETTLE -> {
                sdp.cblist.addLength(-invoked.get());
                invoked.set(0);
                if (!ssp.settings().has(SrcuFix.ACCELERATE_ON_ENQUEUE)) sdp.cblist.accelerate(SrcuSeq.snap(ssp.gpSeq.get()));
                sdp.invoking.clear();
                more.set(sdp.cblist.hasReady());
                release(sdp.lock);
                yield At.AGAIN;
            }
            case AGAIN -> more.isSet() ? call(requeue, At.DONE) : At.DONE;
            case DONE -> {
                more.clear();
                sdp.work.done();
                wakeAll(sdp.work.flushers());
                yield At.WAIT_WORK;
            }
        };
    }

    /** srcu_schedule_cbs_sdp(sdp, 0). */
    private static final class Requeue extends SrcuText<Requeue.At> {
        private enum At implements StepLabel {
            QUEUE_WORK;

            @Override public Told told() {
                return new Told(Cost.LOCAL, "queues its own work item again");
            }
        }

        private final SrcuData sdp;

        private Requeue(SrcuStruct ssp, SrcuData sdp) {
            super(sdp.work.kworker(), ssp, sdp.cpu(), "srcu_schedule_cbs_sdp", At.class);
            this.sdp = sdp;
        }

        @Override protected At step(At at) {
            scheduleCallbacks(sdp, 0);
            return finish();
        }
    }
}

package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * The kworker that executes process_srcu(), kernel/rcu/srcutree.c, v5.19 to v6.12: it takes the grace period further and comes again
 * after a delay.
 */
public class ProcessSrcu extends Kthread<ProcessSrcu.At> {
    /** The steps. */
    public enum At implements StepLabel {
        WAIT_WORK(Cost.CONTEXT_SWITCH, "waits for work"),
        LOAD_SSP(Cost.LOCAL, "follows sup->srcu_ssp"),
        GET_DELAY(Cost.LOCAL, "asks when to come again"),
        CAP(Cost.LOCAL, "looks how often it has come in this jiffy"),
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
    private final AdvanceState advanceState;
    private final Reschedule reschedule;
    private final Word delay;

    /** Makes the worker's texts. */
    public ProcessSrcu(SrcuStruct ssp) {
        super(ssp.work.kworker(), "process_srcu", At.class);
        this.ssp = ssp;
        Task self = ssp.work.kworker();
        reschedule = new Reschedule(self, ssp, 0);
        GpEnd gpEnd = new GpEnd(self, ssp, 0, reschedule, new InitSrcuStructNodes(self, ssp, 0));
        advanceState = new AdvanceState(self, ssp, 0, new CheckZero(self, ssp, 0), gpEnd);
        delay = local("curdelay", Range.upTo(10));
    }

    @Override protected At step(At at) {
        return switch (at) {
            case WAIT_WORK -> ssp.work.take() ? At.LOAD_SSP : sleepOn(ssp.work.idle(), at);
            case LOAD_SSP -> {
                if (ssp.settings().isSplit() && !ssp.backPointer.isSet()) {
                    machine().blame("null pointer dereference: " + task().name() + " follows sup->srcu_ssp in process_srcu(), which nobody has set");
                    yield at;
                }
                yield call(advanceState, At.GET_DELAY);
            }
            case GET_DELAY -> {
                delay.set(ssp.getDelay());
                yield At.CAP;
            }
            case CAP -> {
                boolean capped = ssp.settings().throttle() != Throttle.V518;
                if (capped) cap();
                ssp.promise().comesAgain(delay.get() == 0, SrcuSeq.state(ssp.gpSeq.get()) != SrcuSeq.IDLE);
                yield call(reschedule.with(delay.get()), At.DONE);
            }
            case DONE -> {
                delay.set(0);
                ssp.work.done();
                wakeAll(ssp.work.flushers());
                yield At.WAIT_WORK;
            }
        };
    }

    /** Not too often without a delay in one jiffy. */
    private void cap() {
        if (delay.get() != 0) {
            ssp.rescheduleCount.set(0);
        } else if (ssp.rescheduleJiffies.get() == machine().jiffies()) {
            ssp.rescheduleCount.add(1);
            if (ssp.rescheduleCount.get() > ssp.settings().maxNodelay()) delay.set(1);
        } else {
            ssp.rescheduleCount.set(1);
            ssp.rescheduleJiffies.set(machine().jiffies());
        }
    }
}

package dev.lull.engine.linux.workqueue;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Label;

/**
 * Waits until the instance of a work that is queued or being executed now has come to its end; one that is queued later is not waited
 * for. Models flush_work(), kernel/workqueue.c, whose barrier work is a word here.
 */
public final class FlushWork extends Code<FlushWork.At> {
    /** Its steps. */
    public enum At implements StepLabel {
        START_FLUSH_WORK(Cost.LOCK, "looks whether the work is queued or being executed"),
        WAIT(Cost.CONTEXT_SWITCH, "sleeps until that has come to its end");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final WorkItem item;
    private final Label<WorkItem.Awaited> awaited;

    public FlushWork(Context self, WorkItem item) {
        super(self, "flush_work", At.class);
        this.item = item;
        awaited = item.flusher((Task) self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case START_FLUSH_WORK -> {
                if (item.pending.isSet()) awaited.set(WorkItem.Awaited.QUEUED);
                else if (item.running.isSet()) awaited.set(WorkItem.Awaited.RUNNING);
                else yield finish();
                yield At.WAIT;
            }
            case WAIT -> awaited.is(WorkItem.Awaited.NOTHING) ? finish() : sleepOn(item.flushed, at);
        };
    }
}

package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;

/**
 * A per-CPU kthread: does its work when woken, and parks when told to. Models smpboot_thread_fn(), kernel/smpboot.c, with
 * __kthread_parkme(), kernel/kthread.c, v3.10 and later.
 */
final class SmpbootThread extends Kthread<SmpbootThread.At> {
    /** The steps. */
    public enum At implements StepLabel {
        SET_INTERRUPTIBLE(Cost.LOCAL, "is about to sleep: TASK_INTERRUPTIBLE"),
        SHOULD_PARK(Cost.LOCAL, "looks whether it is to park"),
        SHOULD_RUN(Cost.LOCAL, "looks whether there is work"),
        SCHEDULE(Cost.CONTEXT_SWITCH, "sleeps, unless it has been woken"),
        WORK(Cost.LOCAL, "does its work"),
        SET_PARKED(Cost.LOCAL, "is about to park: TASK_PARKED"),
        STILL_SHOULD_PARK(Cost.LOCAL, "looks whether it is still to park"),
        COMPLETE(Cost.WAKEUP, "tells whoever parks it"),
        SCHEDULE_PARKED(Cost.CONTEXT_SWITCH, "sleeps, unless its state has been overwritten"),
        UNPARKED(Cost.LOCAL, "is parked no longer");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Smpboot shared;

    SmpbootThread(Task task, Smpboot shared, boolean parked) {
        super(task, "smpboot_thread_fn", At.class);
        this.shared = shared;
        if (parked) startAt(At.SET_PARKED);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case SET_INTERRUPTIBLE -> {
                shared.state.set(Smpboot.State.INTERRUPTIBLE);
                yield At.SHOULD_PARK;
            }
            case SHOULD_PARK -> {
                if (!shared.shouldPark.isSet()) yield At.SHOULD_RUN;
                shared.state.set(Smpboot.State.RUNNING);
                yield At.SET_PARKED;
            }
            case SHOULD_RUN -> {
                if (!shared.shouldRun.isSet()) yield At.SCHEDULE;
                shared.state.set(Smpboot.State.RUNNING);
                shared.shouldRun.clear();
                yield At.WORK;
            }
            case SCHEDULE -> schedule(At.SET_INTERRUPTIBLE);
            case WORK -> {
                if (shared.isAstray()) machine().blame("kthread on the wrong CPU: " + task().name() + " works on another than CPU " + shared.cpu());
                yield At.SET_INTERRUPTIBLE;
            }
            case SET_PARKED -> setParked(at);
            case STILL_SHOULD_PARK -> shared.shouldPark.isSet() ? At.COMPLETE : At.UNPARKED;
            case COMPLETE -> {
                if (shared.parkWaits || !shared.isParked.isSet()) {         // KTHREAD_IS_PARKED is gone since v4.18
                    shared.completed.set();
                    wakeAll(shared.parked);
                }
                if (!shared.parkWaits) shared.isParked.set();
                yield At.SCHEDULE_PARKED;
            }
            case SCHEDULE_PARKED -> schedule(At.SET_PARKED);
            case UNPARKED -> {
                shared.isParked.clear();
                shared.state.set(Smpboot.State.RUNNING);
                yield At.SET_INTERRUPTIBLE;
            }
        };
    }

    /** schedule(): who is TASK_RUNNING by then goes on. */
    private At schedule(At then) {
        return shared.state.is(Smpboot.State.RUNNING) ? then : sleepOn(shared.sleep, then);
    }

    /** set_special_state() waits until nobody is in the middle of a wakeup; a plain store does not. */
    private At setParked(At at) {
        if (shared.stateIsSpecial && !acquire(shared.piLock)) return at;
        shared.state.set(Smpboot.State.PARKED);
        if (shared.stateIsSpecial) release(shared.piLock);
        return At.STILL_SHOULD_PARK;
    }
}

package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/** Parks the CPU's smpboot thread. Models smpboot_park_threads(), kernel/smpboot.c, with kthread_park(), kernel/kthread.c. */
public final class ParkThreads extends Code<ParkThreads.At> {
    /** The steps. */
    public enum At implements StepLabel {
        SET_SHOULD_PARK(Cost.LOCAL, "tells the thread to park"),
        WAIT_PARKED(Cost.CONTEXT_SWITCH, "waits until it says that it has"),
        WAIT_INACTIVE(Cost.LOCAL, "waits until it is off its CPU, parked");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Smpboot shared;
    private final WakeProcess wake;

    public ParkThreads(Context self, Smpboot shared) {
        super(self, "smpboot_park_threads", At.class);
        this.shared = shared;
        wake = new WakeProcess(self, shared);
        shared.parked.wokenBy(shared.task());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case SET_SHOULD_PARK -> {
                shared.shouldPark.set();
                yield call(wake, At.WAIT_PARKED);
            }
            case WAIT_PARKED -> {
                if (!shared.completed.isSet()) yield sleepOn(shared.parked, at);
                shared.completed.clear();
                yield shared.parkWaits ? At.WAIT_INACTIVE : finish();
            }
            case WAIT_INACTIVE -> {
                boolean parked = shared.state.is(Smpboot.State.PARKED);
                if (!parked) machine().blame("WARN: kthread_park() finds " + shared.task().name() + " not parked: wait_task_inactive() returns 0");
                yield parked && !shared.task().isSleeping() ? at : finish();
            }
        };
    }
}

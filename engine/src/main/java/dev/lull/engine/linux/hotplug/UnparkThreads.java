package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;

/**
 * Puts the CPU's smpboot thread on its CPU, and lets it go on. Models smpboot_unpark_threads(), kernel/smpboot.c, with
 * kthread_unpark(), kernel/kthread.c: up to v4.16 the thread is told first and bound then, later the other way round.
 */
public final class UnparkThreads extends Code<UnparkThreads.At> {
    /** The steps. */
    public enum At implements StepLabel {
        TELL_FIRST(Cost.LOCAL, "tells the thread that it is to park no longer, where that comes first"),
        WAS_PARKED(Cost.LOCAL, "looks whether the thread has parked, where there is a bit for that"),
        BIND(Cost.LOCK, "binds it to its CPU, once it is off any"),
        TELL(Cost.LOCAL, "tells the thread that it is to park no longer"),
        WAKE(Cost.WAKEUP, "wakes it, if it is parked");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Smpboot shared;

    public UnparkThreads(Context self, Smpboot shared) {
        super(self, "smpboot_unpark_threads", At.class);
        this.shared = shared;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case TELL_FIRST -> {
                if (shared.parkWaits) yield At.BIND;
                shared.shouldPark.clear();
                yield At.WAS_PARKED;
            }
            case WAS_PARKED -> {
                if (!shared.isParked.isSet()) yield finish();
                shared.isParked.clear();
                yield At.BIND;
            }
            case BIND -> {
                if (shared.state.is(Smpboot.State.PARKED) && !shared.task().isSleeping()) yield at;          // wait_task_inactive()
                shared.bind(self());
                yield At.TELL;
            }
            case TELL -> {
                shared.shouldPark.clear();
                yield At.WAKE;
            }
            case WAKE -> {
                if (shared.state.is(Smpboot.State.PARKED)) {
                    shared.state.set(Smpboot.State.RUNNING);
                    wake(shared.task());
                }
                yield finish();
            }
        };
    }
}

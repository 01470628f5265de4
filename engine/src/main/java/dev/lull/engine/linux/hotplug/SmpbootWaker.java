package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** A task on another CPU that has work for a smpboot thread now and then, and wakes it; when is somebody else's choice. */
public final class SmpbootWaker extends Kthread<SmpbootWaker.At> implements MoveSource {
    /** The steps. */
    public enum At implements StepLabel {
        IDLE(Cost.CONTEXT_SWITCH, "has nothing to do"),
        HAND_WORK(Cost.LOCAL, "has work for the thread");

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
    private final Word left;
    private final Flag begun;
    private final WaitQueue asked;

    public SmpbootWaker(Machine machine, Smpboot shared, int times) {
        super(machine, "waker/" + shared.cpu(), "waker", At.class);
        this.shared = shared;
        wake = new WakeProcess(task(), shared);
        left = machine.memory().struct(task().name()).word("wakeups_left", Range.upTo(times), times);
        begun = machine.memory().struct(task().name()).flag("begun");
        asked = machine.waitQueue(task().name() + ".asked").admit(task());
        machine.add(this);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE -> {
                if (!begun.isSet()) yield sleepOn(asked, at);
                begun.clear();
                yield At.HAND_WORK;
            }
            case HAND_WORK -> {
                shared.shouldRun.set();
                yield call(wake, At.IDLE);
            }
        };
    }

    @Override public int alternatives() {
        return left.get() > 0 && !begun.isSet() && task().isSleeping() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        left.add(-1);
        begun.set();
        wake(task());
    }

    @Override public String describe(int alternative) {
        return "CPU " + shared.cpu() + "'s smpboot thread gets work";
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}

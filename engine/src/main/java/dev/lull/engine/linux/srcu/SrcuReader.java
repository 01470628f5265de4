package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** A task that enters a section whenever told to from outside, and leaves it some time later; being told is a move. */
public final class SrcuReader extends Kthread<SrcuReader.At> implements MoveSource {
    /** The steps around srcu_read_lock() and srcu_read_unlock(). */
    public enum At implements StepLabel {
        ENTER("has something to read"),
        INSIDE("is done reading"),
        LEFT("goes on elsewhere, until it has something to read again");

        private final Told told;

        At(String says) {
            told = new Told(Cost.LOCAL, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final SrcuLoad.Readers load;
    private final WaitQueue arrivals;
    private final Word left;
    private final SrcuReadLock lock;
    private final SrcuReadUnlock unlock;

    SrcuReader(Machine machine, String name, WaitQueue arrivals, SrcuStruct ssp, SrcuLoad.Readers load, int number) {
        super(machine.kthread(name, arrivals), "reader", At.class);
        this.load = load;
        this.arrivals = arrivals;
        long times = load.times() == 0 ? Long.MAX_VALUE / 4 : load.times();
        left = machine.memory().struct(name).word("sections_left", Range.upTo(times), times);
        lock = new SrcuReadLock(task(), ssp, load.cpu(), number);
        unlock = new SrcuReadUnlock(task(), ssp, load.leaves(), lock);
        machine.add(this);
    }

    /** What it does. */
    public SrcuLoad.Readers load() {
        return load;
    }

    /** Whether it is inside a section, with nothing to do there but to stay, as a driver sees it. */
    public boolean isInside() {
        return task().executing() == this && peekLabel() == At.INSIDE;
    }

    /** Whether it is outside and asleep, as a driver sees it. */
    public boolean isIdle() {
        return task().waitingFor() == arrivals;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ENTER -> call(lock, At.INSIDE);
            case INSIDE -> call(unlock, At.LEFT);
            case LEFT -> sleepOn(arrivals, At.ENTER);
        };
    }

    @Override public int alternatives() {
        return left.get() > 0 && task().isSleeping() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        if (left.get() < Long.MAX_VALUE / 8) left.add(-1);
        wake(task());
    }

    @Override public String describe(int alternative) {
        return task() + " is to read";
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}

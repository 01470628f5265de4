package dev.lull.engine.measure;

import dev.lull.engine.time.Nanos;

import java.util.List;

/**
 * A CPU's way up or down the hotplug ladder, and back where a rung failed.
 *
 * @param cpu   the CPU
 * @param up    whether it was to come up
 * @param rungs those with a function, in the order in which they were climbed
 */
public record HotplugOperation(int cpu, boolean up, List<RungTime> rungs) {
    public HotplugOperation {
        rungs = List.copyOf(rungs);
    }

    /** When its first rung was begun. */
    public long startNs() {
        return rungs.get(0).fromNs();
    }

    /** When it was done with its last. */
    public long endNs() {
        return rungs.get(rungs.size() - 1).toNs();
    }

    /** From the first rung to the last. */
    public Nanos length() {
        return new Nanos(endNs() - startNs());
    }

    /** Whether a rung failed, and all was taken back. */
    public boolean isRolledBack() {
        return rungs.stream().anyMatch(RungTime::isFailed);
    }

    /** Whether a rung is climbed the other way: what had been done is taken back. */
    public boolean takesBack(RungTime rung) {
        return rung.up() != up;
    }

    @Override public String toString() {
        return "CPU " + cpu + (up ? " comes up" : " goes down") + (isRolledBack() ? ", and is taken back" : "") + ": " + rungs.size() + " rungs, " + length();
    }
}

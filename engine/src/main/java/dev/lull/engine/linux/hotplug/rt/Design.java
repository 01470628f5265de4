package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.Pinning;

import java.util.Arrays;

/** How a CPU is emptied before it goes down. */
public enum Design {
    /** Nobody is kept from pinning the CPU: the control that shows why there is a gate. */
    NO_GATE("no gate", Pinning.UNGUARDED),
    /** Whoever would pin the CPU waits for the end of the whole operation (June 2011). */
    ORIGINAL("original, 2011", Pinning.BLOCKS),
    /** Three phases: nobody blocks while notifiers run, tasks migrate or go on; then all that are left must let go (July 2012). */
    REWORK("rework, 2012", Pinning.MIGRATES),
    /** The rework, but pins are let in again before CPU_DEAD notifiers run. Ours, to see what mends it. */
    REWORK_OPENED_EARLY("rework, opened before CPU_DEAD", Pinning.MIGRATES),
    /** The three points of the mail: push tasks off, have per-CPU threads park, let what survives migrate; notifiers; then block the rest. */
    PLAN("three-point plan", Pinning.PUSHED);

    private final String says;
    private final Pinning pinning;

    Design(String says, Pinning pinning) {
        this.says = says;
        this.pinning = pinning;
    }

    /** The one of that name, or whose name begins so. */
    public static Design named(String name) {
        for (Design each : values()) if (each.says.equalsIgnoreCase(name)) return each;
        for (Design each : values()) if (!name.isBlank() && each.says.regionMatches(true, 0, name, 0, name.length())) return each;
        throw new IllegalArgumentException("there is no design \"" + name + "\". There are " + String.join("; ", Arrays.stream(values()).map(Design::says).toList()) + ".");
    }

    /** In a few words. */
    public String says() {
        return says;
    }

    /** What pinning the CPU does. */
    public Pinning pinning() {
        return pinning;
    }

    /** Whether a thread on the CPU counts who is pinned. */
    boolean hasSyncThread() {
        return pinning == Pinning.BLOCKS || pinning == Pinning.MIGRATES;
    }

    /** Whether pins that are left when notifiers are through must end before the CPU goes. */
    boolean drains() {
        return pinning == Pinning.MIGRATES || pinning == Pinning.PUSHED;
    }
}

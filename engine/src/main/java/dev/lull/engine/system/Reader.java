package dev.lull.engine.system;

import dev.lull.engine.linux.rcu.Guarantee;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/** A read-side critical section on one CPU: entering it and leaving it are moves, and in between the CPU is in none. */
public final class Reader implements MoveSource {
    private final int cpu;
    private final Flag reading;
    private final Word left;
    private final Guarantee.Section section;

    Reader(Machine machine, Guarantee guarantee, int cpu, long times) {
        this.cpu = cpu;
        Struct struct = machine.memory().struct("reader/" + cpu);
        reading = struct.flag("reading");
        left = struct.word("left", Range.upTo(times), times);
        section = guarantee.section("reader/" + cpu);
        machine.add(this);
    }

    public int cpu() {
        return cpu;
    }

    /** Whether the CPU is inside a section now. */
    public boolean isReading() {
        return reading.isSet();
    }

    @Override public int alternatives() {
        return reading.isSet() || left.get() > 0 ? 1 : 0;
    }

    @Override public void take(int alternative) {
        if (!reading.isSet()) left.add(-1);
        reading.set(!reading.isSet());
        if (reading.isSet()) section.entered();
        else section.left();
    }

    @Override public String describe(int alternative) {
        return "CPU " + cpu + (reading.peek() ? ": rcu_read_unlock()" : ": rcu_read_lock()");
    }

    /** Entering comes from outside; leaving is owed. */
    @Override public boolean environment() {
        return !reading.peek();
    }
}

package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.memory.Word;

/**
 * {@code srcu_last_gp_end} as far as anybody looks at it: whether {@code exp_holdoff} has passed since. That it has is a move from
 * outside, so an exploration tries both, and a timed run makes it when the time has come.
 */
public final class Holdoff implements MoveSource {
    private final Word young;

    Holdoff(Machine machine, Word young) {
        this.young = young;
        machine.add(this);
    }

    /** A grace period has just ended. */
    void begin() {
        young.set(1);
    }

    boolean isOver() {
        return young.get() == 0;
    }

    /** Whether it is running, as a driver sees it. */
    public boolean isYoung() {
        return young.peek() != 0;
    }

    @Override public int alternatives() {
        return young.get() != 0 ? 1 : 0;
    }

    @Override public void take(int alternative) {
        young.set(0);
    }

    @Override public String describe(int alternative) {
        return "exp_holdoff has passed since the last grace period";
    }

    @Override public boolean environment() {
        return true;
    }
}

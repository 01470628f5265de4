package dev.lull.engine.machine;

import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * Something that may fail, such as the creation of a kthread: that the next try fails is a move from outside, so whoever
 * drives the machine chooses when it strikes, and whether.
 */
public final class Fault implements MoveSource {
    private final String what;
    private final Word left;
    private final Flag strikes;
    private final Word passes;          // tries that succeed before one may fail; null: none

    Fault(Machine machine, String what, int times, int passes) {
        this.what = what;
        Struct struct = machine.memory().struct("fault[" + what + "]");
        left = struct.word("left", Range.upTo(times), times);
        strikes = struct.flag("strikes");
        this.passes = passes == 0 ? null : struct.word("passes", Range.upTo(passes), passes);
    }

    /** What fails: {@code rcuog creation}. */
    public String what() {
        return what;
    }

    /** Whether this try fails; asked by the one who tries, once each time. */
    public boolean strikes() {
        if (passes != null && passes.get() > 0) passes.add(-1);
        if (!strikes.isSet()) return false;
        strikes.clear();
        return true;
    }

    @Override public int alternatives() {
        return left.get() > 0 && !strikes.isSet() && (passes == null || passes.get() == 0) ? 1 : 0;
    }

    @Override public void take(int alternative) {
        left.add(-1);
        strikes.set();
    }

    @Override public String describe(int alternative) {
        return "the next " + what + " will fail";
    }

    @Override public boolean environment() {
        return true;
    }
}

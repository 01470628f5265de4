package dev.lull.engine.check;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Guard;
import dev.lull.engine.machine.Listener;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.memory.Memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whether words that a lock guards are left alone by those who do not hold it. It looks at each access as it happens, so a
 * lock that is taken and let go within a step counts for what lies between.
 */
public final class Guards implements Memory.Observer, Listener {
    private final Machine machine;
    private final Memory memory;
    private final Memory.Observer besides;              // who is told of all accesses; null: nobody
    private final List<String> known = new ArrayList<>();
    private final List<Lock> passing = new ArrayList<>();
    private Context by;
    private String function;
    private Enum<?> label;
    private String breach;
    private int breached;

    /** For a machine that is complete. */
    public Guards(Machine machine) {
        this(machine, null);
    }

    /** As above; {@code besides} is told of every access. */
    public Guards(Machine machine, Memory.Observer besides) {
        this.machine = machine;
        this.memory = machine.memory();
        this.besides = besides;
        if (!machine.guarded().isEmpty()) machine.listen(this);
    }

    /** Makes a move, which must be possible, and says what was wrong with the accesses of its step; {@code null} for nothing. */
    public String take(int move) {
        MoveSource source = machine.source(move);
        by = source instanceof Context context && !machine.guarded().isEmpty() ? context : null;
        if (by == null && besides == null) {
            machine.take(move);
            return null;
        }
        if (by != null) {
            function = by.executing().name();
            label = by.label();
        }
        breach = null;
        passing.clear();
        memory.observe(this);
        try {
            machine.take(move);
        } finally {
            memory.observe(null);
        }
        return breach;
    }

    /** Mistakes that are known, each of which was met: a sentence each. */
    public List<String> known() {
        return Collections.unmodifiableList(known);
    }

    private void judge(int slot, boolean wrote) {
        Guard guard = by == null ? null : machine.guarded().at(slot);
        if (guard == null || breach != null && !(wrote && slot == breached)) return;    // the first, and rather that it was written
        memory.observe(null);
        Guard.Breach wrong = guard.judge(by, function, label, memory.name(slot), wrote, passing.contains(guard.lock()) || guard.lock() != null && guard.lock().isHeldBy(by));
        memory.observe(this);
        if (wrong == null) return;
        if (wrong.known() == null) {
            breach = wrong.says();
            breached = slot;
        } else if (!known.contains(wrong.words())) {
            known.add(wrong.words());
        }
    }

    @Override public void passing(Context by, Lock lock) {
        passing.add(lock);
    }

    @Override public void passed(Context by, Lock lock) {
        passing.remove(lock);
    }

    @Override public void loaded(int slot) {
        judge(slot, false);
        if (besides != null) besides.loaded(slot);
    }

    @Override public void peeked(int slot) {
        if (besides != null) besides.peeked(slot);
    }

    @Override public void storing(int slot, long value) {
        judge(slot, true);
        if (besides != null) besides.storing(slot, value);
    }

    @Override public void locked(long lock) {
        if (besides != null) besides.locked(lock);
    }

    @Override public void unlocked(long lock) {
        if (besides != null) besides.unlocked(lock);
    }
}

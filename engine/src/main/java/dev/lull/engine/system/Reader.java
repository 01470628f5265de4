package dev.lull.engine.system;

import dev.lull.engine.linux.rcu.BlockedReader;
import dev.lull.engine.linux.rcu.Expedited;
import dev.lull.engine.linux.rcu.Guarantee;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.RcuObject;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.scenario.ReaderLoad;

import java.util.List;

/**
 * Read-side critical sections on one CPU, one after another: entering one, entering one more inside it, being preempted in it
 * and leaving are moves. Once it has begun to leave, it goes no deeper again. Of the objects that RCU protects it may find one
 * in each section, and reads it until it leaves.
 */
public final class Reader implements MoveSource {
    private static final int STEP = 0;              // enter, or leave

    private final Rcu rcu;
    private final int cpu;
    private final int deepest;
    private final Word depth;
    private final Flag leaving;                     // null: it never nests
    private final Word left;
    private final List<RcuObject> objects;
    private final boolean keeps;                    // a bug: it reads an object once more after its section
    private final Word found;                       // one more than the number of the object it reads; null: there are none
    private final BlockedReader task;               // null: it is never preempted
    private final Guarantee.Section section;
    private final Expedited expedited;              // null: there are no expedited grace periods
    private final Expedited.Blocker blocker;        // null: none, or it is never preempted

    Reader(Rcu rcu, Expedited expedited, List<RcuObject> objects, ReaderLoad load, int cpu, long times) {
        this.rcu = rcu;
        this.cpu = cpu;
        this.deepest = load.depth();
        Struct struct = rcu.machine().memory().struct(name());
        depth = struct.word(deepest == 1 ? "reading" : "depth", Range.upTo(deepest));
        leaving = deepest == 1 ? null : struct.flag("leaving");
        left = struct.word("left", Range.upTo(times), times);
        task = load.preemptible() ? rcu.blockedReader(cpu, name()) : null;
        this.expedited = expedited;
        blocker = expedited == null || task == null ? null : expedited.blocker(cpu, name());
        this.objects = objects;
        keeps = load.keeps();
        found = objects.isEmpty() ? null : struct.word("found", Range.upTo(objects.size()));
        section = rcu.guarantee().section(name());
        rcu.machine().add(this);
    }

    public int cpu() {
        return cpu;
    }

    /** As findings call it. */
    public String name() {
        return "reader/" + cpu;
    }

    /** Whether it is inside a section now, running or preempted. */
    public boolean isInside() {
        return depth.get() > 0;
    }

    /** As {@link #isInside()}, for watchers. */
    public boolean peekInside() {
        return depth.peek() > 0;
    }

    /** Whether the CPU is inside a section now, so that it passes no quiescent state. */
    public boolean isReading() {
        return depth.get() > 0 && (task == null || !task.isBlocked());
    }

    /** The task as one that blocks grace periods; {@code null} when it is never preempted. */
    public BlockedReader task() {
        return task;
    }

    /** The alternative that goes one section deeper, or -1 when there is none now. */
    public int deeper() {
        return depth.get() > 0 && depth.get() < deepest && !leaving.isSet() ? 1 : -1;
    }

    /** The alternative by which it is preempted, or -1 when there is none now. */
    public int preemption() {
        if (task == null || depth.get() == 0 || task.isBlocked()) return -1;
        return deeper() < 0 ? 1 : 2;
    }

    /** The alternative by which it finds object {@code number} on the list, or -1 when it cannot now. */
    public int finding(int number) {
        if (found == null || depth.get() == 0 || found.get() != 0 || leaving != null && leaving.isSet() || !objects.get(number).isPublished()) return -1;
        int alternative = 1 + (deeper() < 0 ? 0 : 1) + (preemption() < 0 ? 0 : 1);
        for (int before = 0; before < number; before++) if (objects.get(before).isPublished()) alternative++;
        return alternative;
    }

    private int findings() {
        int findings = 0;
        for (int number = 0; number < objects.size(); number++) if (finding(number) >= 0) findings++;
        return findings;
    }

    /** Whether it still has a pointer to an object that it has found in a section which is over. */
    public boolean hasKept() {
        return found != null && depth.get() == 0 && found.get() != 0;
    }

    @Override public int alternatives() {
        if (hasKept()) return 1;
        if (depth.get() == 0) return left.get() > 0 && rcu.machine().cpus().get(cpu).isActive() ? 1 : 0;
        return 1 + (deeper() < 0 ? 0 : 1) + (preemption() < 0 ? 0 : 1) + findings();
    }

    @Override public void take(int alternative) {
        if (alternative == STEP) {
            if (hasKept()) read("after its rcu_read_unlock()");
            else if (depth.get() == 0) enter();
            else leave();
        } else if (alternative == deeper()) {
            depth.add(1);
        } else if (alternative == preemption()) {
            task.preempted();
            if (blocker != null) blocker.preempted();
        } else {
            for (int number = 0; number < objects.size(); number++) {
                if (finding(number) != alternative) continue;
                found.set(number + 1L);
                return;
            }
        }
    }

    /** Reads what it has found, for the last time. */
    private void read(String when) {
        objects.get((int) found.get() - 1).readBy(name(), when);
        found.set(0);
    }

    private void enter() {
        left.add(-1);
        depth.set(1);
        section.entered();
    }

    private void leave() {
        depth.add(-1);
        if (leaving != null) leaving.set(depth.get() > 0);
        if (depth.get() > 0) return;
        if (found != null && found.get() != 0 && !keeps) read("inside the section in which it has found it");
        section.left();
        if (blocker != null) blocker.left();
        if (expedited != null) expedited.left(cpu);
        if (task != null && task.isBlocked()) task.unlocked(rcu.gpKthread().number());
    }

    @Override public String describe(int alternative) {
        if (alternative == STEP && hasKept()) return "CPU " + cpu + ": the reader reads what it has kept a pointer to";
        if (alternative == STEP) return "CPU " + cpu + (depth.peek() > 0 ? ": rcu_read_unlock()" : ": rcu_read_lock()");
        for (int number = 0; number < objects.size(); number++) if (finding(number) == alternative) return "CPU " + cpu + ": the reader finds " + objects.get(number).name();
        return "CPU " + cpu + (alternative == deeper() ? ": rcu_read_lock(), once more" : ": the reader is preempted");
    }

    /** Entering comes from outside; leaving is owed. */
    @Override public boolean environment() {
        return depth.peek() == 0 && (found == null || found.peek() == 0);
    }
}

package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hotplug lock as a reader-writer semaphore with a count for each CPU. Models {@code struct percpu_rw_semaphore}, {@code
 * kernel/locking/percpu-rwsem.c}, v5.7 and later. A reader that leaves may do so on another CPU than it came on, so only the sum of
 * the counts means something. Who has to wait stands in one queue, is handed the lock, and is woken. A reader that comes while
 * a writer waits waits, too, even when it is one already: it must not read twice.
 */
public final class PercpuRwsem {
    final Machine machine;
    final RcuSync sync;
    final PreemptOff rcu;
    final List<Word> readCount = new ArrayList<>();
    final Flag block;
    final Flag writerSleeps;                // its task state while it waits for readers
    final WaitQueue writerWait;
    final WaitQueue handedOver;
    private final List<Word> queue = new ArrayList<>();         // twice the context number, and one for a writer, plus one; 0: nobody
    private final Map<Integer, Flag> handed = new HashMap<>();  // by context number; looked up, never walked

    /** The semaphore as it is. */
    public PercpuRwsem(Machine machine) {
        this(machine, true);
    }

    /** @param waitsForGracePeriod whether the first writer waits until no reader can be on the fast path; without, the control */
    public PercpuRwsem(Machine machine, boolean waitsForGracePeriod) {
        this(machine, new PreemptOff(machine), waitsForGracePeriod);
    }

    /** @param rcu who has preemption off, and what a grace period is */
    public PercpuRwsem(Machine machine, PreemptOff rcu, boolean waitsForGracePeriod) {
        this.machine = machine;
        this.rcu = rcu;
        sync = new RcuSync(machine, rcu, waitsForGracePeriod);
        Struct struct = machine.memory().struct("cpu_hotplug_lock");
        block = struct.flag("block");
        writerSleeps = struct.flag("writer_sleeps");
        for (int cpu = 0; cpu < machine.cpus().size(); cpu++) readCount.add(struct.word("read_count[" + cpu + "]", new Range(-8, 7)));
        writerWait = machine.waitQueue("readers of cpu_hotplug_lock");
        handedOver = machine.waitQueue("cpu_hotplug_lock");
    }

    /** Says that {@code task} may have to wait. Part of building. */
    void admit(Task task) {
        handedOver.admit(task);
        if (handed.containsKey(task.number())) return;
        Struct struct = machine.memory().struct("cpu_hotplug_lock");
        handed.put(task.number(), struct.flag("handed_to." + task.name()));
        queue.add(struct.word("waiters[" + queue.size() + "]", Range.upTo(2L * machine.contextLimit() + 1)));          // there are never more than tasks
    }

    /** Sum of the counts, as a watcher sees it. */
    public long peekReaders() {
        long sum = 0;
        for (Word count : readCount) sum += count.peek();
        return sum;
    }

    /** Whether readers must take the slow path, as a watcher sees it. */
    public boolean peekSlow() {
        return sync.state.peek() != RcuSync.State.IDLE;
    }

    // ---- the queue, under waiters.lock --------------------------------------------------------------------------

    void append(Task task, boolean writer) {
        for (Word place : queue) {
            if (place.get() != 0) continue;
            place.set(task.number() * 2L + (writer ? 1 : 0) + 1);
            return;
        }
        throw new IllegalStateException(task + " waits for cpu_hotplug_lock, to which it was not admitted");
    }

    /** Takes the handed lock: whether there was one for {@code task}. */
    boolean take(Task task) {
        Flag flag = handed.get(task.number());
        if (!flag.isSet()) return false;
        flag.clear();
        return true;
    }

    /**
     * Hands the lock to those who wait, in their order, readers on CPU {@code cpu}'s count, until one is a writer or the lock cannot be had: the wake function
     * tries it for the waiter. Returns whom to wake.
     */
    List<Task> handOver(int cpu) {
        List<Task> woken = new ArrayList<>();
        while (queue.get(0).get() != 0 && !block.isSet()) {
            long entry = queue.get(0).get() - 1;
            Task task = (Task) machine.contexts().get((int) (entry / 2));
            if (entry % 2 == 1) block.set(); else readCount.get(cpu).add(1);
            handed.get(task.number()).set();
            woken.add(task);
            shift();
        }
        return woken;
    }

    private void shift() {
        for (int place = 0; place + 1 < queue.size(); place++) queue.get(place).set(queue.get(place + 1).get());
        queue.get(queue.size() - 1).set(0);
    }
}

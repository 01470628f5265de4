package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/** What rcu_barrier() keeps in rcu_state: {@code barrier_mutex}, {@code barrier_cpu_count}, {@code barrier_completion}, {@code barrier_sequence}, {@code barrier_lock}. */
public final class Barrier {
    private final Rcu rcu;
    private final Mutex mutex;
    private final WaitQueue completion;
    private final int function;
    private final SpinLock lock;            // rcu_state.barrier_lock; null before v5.18
    private final Word[] snaps;             // ->barrier_seq_snap, by CPU; null before v5.18
    final Word sequence;
    final Word cpuCount;
    final Flag completed;

    /**
     * @param mutex {@code rcu_state.barrier_mutex}
     * @param times barriers at most, which bounds the sequence number
     */
    public Barrier(Rcu rcu, Mutex mutex, long times) {
        this.rcu = rcu;
        Machine machine = rcu.machine();
        Struct struct = machine.memory().struct("rcu_state");
        this.mutex = mutex;
        completion = machine.waitQueue("rcu_state.barrier_completion");
        sequence = struct.word("barrier_sequence", Range.upTo(Math.min(Long.MAX_VALUE / 2, 4 * times + 8)));
        cpuCount = struct.word("barrier_cpu_count", Range.upTo(rcu.linux().cpus() + 2L));
        completed = struct.flag("barrier_completion.done");
        lock = rcu.linux().has(Fix.BARRIER_LOCK) ? machine.spinLock("rcu_state.barrier_lock") : null;
        snaps = lock == null ? null : new Word[rcu.linux().cpus()];
        for (int cpu = 0; snaps != null && cpu < snaps.length; cpu++) snaps[cpu] = rcu.data(cpu).struct().word("barrier_seq_snap", machine.memory().range(sequence.slot()));
        function = rcu.callbacks().registerEntrained(this::callback);
        rcu.guarantee().countsQueued();
    }

    /** {@code rcu_state.barrier_mutex}. */
    public Mutex mutex() {
        return mutex;
    }

    /** {@code rcu_state.barrier_lock}; {@code null} before v5.18. */
    public SpinLock lock() {
        return lock;
    }

    /** Whether the CPU's callbacks are waited for already, or it has none: {@code ->barrier_seq_snap} says this barrier. */
    boolean hasAsked(int cpu) {
        return snaps[cpu].get() == sequence.get();
    }

    /** Says that it has been asked. */
    void asked(int cpu) {
        snaps[cpu].set(sequence.get());
    }

    /** Ends the barrier in rcu_state, and for every CPU. */
    void end() {
        sequence.set(GpSeq.end(sequence.get()));
        for (int cpu = 0; snaps != null && cpu < snaps.length; cpu++) asked(cpu);
    }

    /** rcu_barrier_entrain() for a dead CPU whose callbacks are about to move: if a barrier is under way that has not asked it. */
    void entrainFor(RcuData rdp, int context, int on) {
        if ((sequence.get() & 3) != 0 && !hasAsked(rdp.cpu())) entrain(rdp, context, on);
    }

    WaitQueue completion() {
        return completion;
    }

    /** rcu_barrier_callback(): the last one completes the barrier. */
    private void callback(int context, int on) {
        boolean last = cpuCount.get() == 1;
        trace(last ? Reason.LastCB : Reason.CB, -1, context, on);
        cpuCount.add(-1);
        if (last) complete(context, on);
    }

    void complete(int context, int on) {
        completed.set();
        rcu.machine().wakeFromOutside(completion, context, on);
    }

    /**
     * rcu_barrier_func(), from v5.18 rcu_barrier_entrain(), with whatever lock there is held and the bypass list flushed: puts a
     * callback behind all others of the CPU, if there are any and, from v5.18, it is not there already.
     */
    public void entrain(RcuData rdp, int context, int on) {
        if (queue(rdp, context, on)) cpuCount.add(1);
    }

    /** As above without counting it; whether there is something to count. Up to v5.6 that was done afterwards. */
    public boolean queue(RcuData rdp, int context, int on) {
        if (snaps != null) {
            if (hasAsked(rdp.cpu())) return false;
            asked(rdp.cpu());
        }
        trace(Reason.IRQ, on, context, on);
        long head = rcu.callbacks().allocate(function);
        if (!rdp.cblist().entrain(head)) {
            rcu.callbacks().discard(head);
            trace(Reason.IRQNQ, on, context, on);
            return false;
        }
        if (rcu.machine().tracer().wants()) rcu.machine().tracer().emit(Tracepoint.KP_ENTRAIN, context, on, rdp.cpu(), head);
        return true;
    }

    /** Counts a callback that has been queued. */
    public void count() {
        cpuCount.add(1);
    }

    /** rcu_barrier. */
    void trace(Reason reason, int cpu, int context, int on) {
        if (rcu.machine().tracer().wants()) {
            rcu.machine().tracer().emit(Tracepoint.RCU_BARRIER, context, on, reason.ordinal(), cpu, cpuCount.peek(), sequence.peek());
        }
    }
}

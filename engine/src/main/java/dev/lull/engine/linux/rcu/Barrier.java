package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/** What rcu_barrier() keeps in rcu_state: {@code barrier_mutex}, {@code barrier_cpu_count}, {@code barrier_completion}, {@code barrier_sequence}. */
public final class Barrier {
    private final Rcu rcu;
    private final Mutex mutex;
    private final WaitQueue completion;
    private final int function;
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
        function = rcu.callbacks().registerEntrained(this::callback);
        rcu.guarantee().countsQueued();
    }

    /** {@code rcu_state.barrier_mutex}. */
    public Mutex mutex() {
        return mutex;
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
     * rcu_barrier_func() with whatever lock there is held and the bypass list flushed: puts a callback behind all others of the
     * CPU, if there are any.
     */
    public void entrain(RcuData rdp, int context, int on) {
        trace(Reason.IRQ, on, context, on);
        long head = rcu.callbacks().allocate(function);
        if (!rdp.cblist().entrain(head)) {
            rcu.callbacks().discard(head);
            trace(Reason.IRQNQ, on, context, on);
            return;
        }
        if (rcu.machine().tracer().wants()) rcu.machine().tracer().emit(Tracepoint.KP_ENTRAIN, context, on, rdp.cpu(), head);
        cpuCount.add(1);
    }

    /** rcu_barrier. */
    void trace(Reason reason, int cpu, int context, int on) {
        if (rcu.machine().tracer().wants()) {
            rcu.machine().tracer().emit(Tracepoint.RCU_BARRIER, context, on, reason.ordinal(), cpu, cpuCount.peek(), sequence.peek());
        }
    }
}

package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Tracepoint;
import dev.lull.engine.trace.Tracer;

import java.util.BitSet;

/** A schedulable context. Runnable is not running: a placed task needs a CPU first. */
public final class Task extends Context {
    private final Word sleepingOn;      // number of a wait queue + 1; 0: runnable
    private final Word on;              // placed: CPU number + 1; 0: not running
    private final Cpu home;             // floating: the CPU it always has; null when placed
    private final Cpu belongs;          // pinned: the only CPU it may have
    private final Cpu fallback;         // floating: what it has while the CPU it is pinned to is offline; null: it stays, or that never is
    private final boolean stays;        // a per-CPU kthread: offline or not, it is on no other CPU
    private final BitSet allowed = new BitSet();
    private boolean pinned;
    private boolean fifo;
    private RtBandwidth bandwidth;      // null: nothing limits its CPU time, or it is no SCHED_FIFO task

    Task(Machine machine, String name, Cpu pinnedTo, boolean stays) {
        super(machine, name);
        this.stays = stays;
        boolean floats = machine.placement() == Placement.FLOATING;
        sleepingOn = machine.identities().queue(machine.memory().struct(name).word("sleeping_on", Range.upTo(machine.queueLimit())));
        on = machine.identities().cpu(machine.memory().struct(name).word("on", Range.upTo(floats ? 0 : machine.cpus().size())));
        home = !floats ? null : pinnedTo != null ? pinnedTo : Cpu.elsewhere(machine.memory(), name, number());
        belongs = pinnedTo;
        fallback = floats && pinnedTo != null && pinnedTo.isHotplugged() && !stays ? Cpu.elsewhere(machine.memory(), name, number()) : null;
        if (pinnedTo == null) {
            allowed.set(0, machine.cpus().size());
        } else {
            allowed.set(pinnedTo.number());
            pinned = true;
        }
    }

    /** Makes it a SCHED_FIFO task. Part of building the machine. */
    public void isFifoNow() {
        fifo = true;
    }

    /** Whether it is a SCHED_FIFO task, which goes before ordinary ones. */
    public boolean isFifo() {
        return fifo;
    }

    void limitedBy(RtBandwidth bandwidth) {
        this.bandwidth = bandwidth;
    }

    /** Whether it sleeps because it has used its CPU time up: waking it does not help. */
    boolean isThrottled() {
        return bandwidth != null && bandwidth.isThrottled(this);
    }

    /** Whether it belongs to one CPU. */
    public boolean isPinned() {
        return pinned;
    }

    /** Whether it belongs to one CPU and is on no other, even while that is offline: cpuhp/N, rcuc/N. */
    public boolean isPerCpu() {
        return stays;
    }

    /** The CPU it belongs to, or -1. */
    public int belongsTo() {
        return belongs == null ? -1 : belongs.number();
    }

    /**
     * Whether a placed task may run on a CPU: one of its own that is online; or, when it is pinned to one that is not, any that
     * is (select_fallback_rq()). A per-CPU kthread has its own CPU only, online or not.
     */
    public boolean mayRunOn(int cpu) {
        if (stays) return allowed.get(cpu);
        if (!machine().cpus().get(cpu).isOnline()) return false;
        return allowed.get(cpu) || belongs != null && !belongs.isOnline();
    }

    /** Restricts a placed task to {@code cpus}: its affinity mask. Part of building the machine. */
    public void allowOnly(BitSet cpus) {
        if (cpus.isEmpty()) throw new IllegalArgumentException(name() + " needs at least one CPU to run on");
        allowed.clear();
        allowed.or(cpus);
    }

    public boolean isSleeping() {
        return sleepingOn.get() != 0;
    }

    /** As {@link #isSleeping()}, for watchers. */
    public boolean sleeps() {
        return sleepingOn.peek() != 0;
    }

    boolean sleepsOn(WaitQueue queue) {
        return sleepingOn.get() == queue.number() + 1;
    }

    /** The wait queue it sleeps on, as a watcher sees it; {@code null} when it is runnable. */
    public WaitQueue waitingFor() {
        long queue = sleepingOn.peek();
        return queue == 0 ? null : machine().queue((int) queue - 1);
    }

    void sleepOn(WaitQueue queue) {
        sleepingOn.set(queue.number() + 1L);
        if (on.get() == 0) return;
        int cpu = (int) on.get() - 1;
        leaveCpu();
        if (machine().tracer().wants()) machine().tracer().emit(Tracepoint.SCHED_SWITCH, number(), cpu, number(), Tracer.IDLE);
    }

    /** @param cpu where whoever wakes it executes */
    void wakeUp(int cpu) {
        sleepingOn.set(0);
        if (bandwidth != null) bandwidth.enqueued(cpu);
    }

    /** Takes a placed task off its CPU, which turns to the idle task. */
    void leaveCpu() {
        if (on.get() == 0) return;
        machine().cpus().get((int) on.get() - 1).setCurrent(-1);
        on.set(0);
    }

    void enterCpu(Cpu cpu) {
        on.set(cpu.number() + 1L);
        cpu.setCurrent(number());
    }

    /** Whether it has a CPU. */
    public boolean isOnCpu() {
        return home != null || on.get() != 0;
    }

    @Override public Cpu cpu() {
        if (home != null) return fallback != null && !home.isOnline() ? fallback : home;
        int cpu = (int) on.get();
        return cpu == 0 && belongs != null ? belongs : machine().cpus().get(cpu - 1);
    }

    @Override public boolean canRun() {
        if (sleepingOn.get() != 0) return false;
        if (home != null) return !cpu().inSoftirq();
        return on.get() != 0 && !cpu().inSoftirq();
    }

    @Override void finished() {
        throw new IllegalStateException(name() + " returned from its outermost text: a kthread's text loops");
    }
}

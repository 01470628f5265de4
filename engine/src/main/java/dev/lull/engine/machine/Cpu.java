package dev.lull.engine.machine;

import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * A CPU: whether interrupts and bottom halves are off, whether a softirq runs, which task is current. A floating
 * kthread has one to itself, with number {@link #ELSEWHERE}.
 */
public final class Cpu {
    /** Number of a CPU that is not one of the modelled ones. */
    public static final int ELSEWHERE = -1;

    private final int number;
    private final Flag irqsOff;
    private final Flag bhOff;
    private final Word softirq;
    private final Word current;
    private final Flag switched;
    private Flag beenIdle;              // null: tasks have no CPUs here, or CPUs of their own
    private Flag halted;                // null: it never leaves the kernel
    private Flag kicked;                // likewise: somebody elsewhere wants it to run a task
    private Flag online;                // null: it always is
    private Flag active;
    private boolean neverIdle;          // settled while the machine is built

    private Cpu(int number, Struct struct, int contexts) {
        this.number = number;
        irqsOff = struct.flag("irqs_off");
        bhOff = struct.flag("bh_off");
        softirq = struct.word("softirq", Range.upTo(number < 0 ? 0 : contexts));
        current = struct.word("current", Range.upTo(number < 0 ? 0 : contexts));
        switched = number < 0 ? null : struct.flag("switched");
    }

    static Cpu modelled(Memory memory, int number, int contexts, boolean shared, Identities identities) {
        Cpu cpu = new Cpu(number, memory.struct("cpu[" + number + "]"), contexts);
        if (shared) cpu.beenIdle = memory.struct("cpu[" + number + "]").flag("been_idle");
        identities.context(cpu.softirq);
        identities.context(cpu.current);
        return cpu;
    }

    static Cpu elsewhere(Memory memory, String task, int owner) {
        return new Cpu(ELSEWHERE, memory.privateStruct("cpu[" + task + "]", owner), 0);
    }

    /** Says that this CPU may go offline, or come up later. Part of building the machine, before anybody is put on it. */
    void hotplug(Memory memory, boolean onlineAtFirst) {
        if (online == null) {
            online = memory.struct("cpu[" + number + "]").flag("online");
            active = memory.struct("cpu[" + number + "]").flag("active");
        }
        online.set(onlineAtFirst);
        active.set(onlineAtFirst);
    }

    /** Whether it ever goes offline, or is at first. */
    public boolean isHotplugged() {
        return online != null;
    }

    /** cpu_online(): whether it executes kernel code and takes interrupts. */
    public boolean isOnline() {
        return online == null || online.isSet();
    }

    /** As {@link #isOnline()}, for watchers. */
    public boolean peekOnline() {
        return online == null || online.peek();
    }

    /** cpu_active(): whether the scheduler may put ordinary tasks there. */
    public boolean isActive() {
        return active == null || active.isSet();
    }

    /** As {@link #isActive()}, for watchers. */
    public boolean peekActive() {
        return active == null || active.peek();
    }

    /** set_cpu_active(), of a CPU that comes and goes. */
    public void activate(boolean on) {
        active.set(on);
    }

    void setOnline(boolean on) {
        online.set(on);
    }

    /** 0, 1, ..., or {@link #ELSEWHERE}. */
    public int number() {
        return number;
    }

    public boolean irqsAreOff() {
        return irqsOff.isSet();
    }

    void irqs(boolean on) {
        irqsOff.set(!on);
    }

    void bh(boolean on) {
        bhOff.set(!on);
    }

    /** Why a task must not sleep here now; {@code null} when it may. */
    String whyAtomic() {
        if (irqsOff.isSet()) return "with interrupts off";
        return bhOff.isSet() ? "with bottom halves off" : null;
    }

    /** Whether a softirq could begin here now. */
    public boolean takesSoftirqs() {
        return isOnline() && isPreemptible();
    }

    /** Whether a softirq has the CPU, so that the task below it waits. */
    public boolean inSoftirq() {
        return softirq.get() != 0;
    }

    /** Number of the handler that has the CPU, as a driver sees it; -1 for none. */
    public int softirqHandler() {
        return (int) softirq.peek() - 1;
    }

    void beginSoftirq(Context handler) {
        if (halted != null) halted.clear();
        softirq.set(handler.number() + 1L);
    }

    void endSoftirq() {
        if (kicked != null) kicked.clear();
        softirq.set(0);
    }

    /** Number of the current task, or -1 when the idle task is (or when kthreads float). */
    public int currentTask() {
        return (int) current.get() - 1;
    }

    /** As {@link #currentTask()}, for watchers. */
    public int peekCurrentTask() {
        return (int) current.peek() - 1;
    }

    /** Whether interrupts are off, for watchers. */
    public boolean peekIrqsOff() {
        return irqsOff.peek();
    }

    /** Whether handlers may begin while a task executes here, for watchers. */
    public boolean peekInterruptible() {
        return !irqsOff.peek() && !bhOff.peek();
    }

    void setCurrent(int task) {
        current.set(task + 1L);
        if (switched != null) switched.set();
        if (beenIdle != null && task < 0 && !neverIdle) beenIdle.set();
    }

    /** Says that without a task this CPU is not idle, but in the kernel for something that is no task here. Part of building the machine. */
    public void neverIdles() {
        neverIdle = true;
    }

    /** Says that this CPU may leave the kernel, for idleness or user space, until it is fetched. */
    void mayHalt(Memory memory) {
        halted = memory.struct("cpu[" + number + "]").flag("halted");
        kicked = memory.struct("cpu[" + number + "]").flag("kicked");
    }

    /** It has left the kernel: no task gets it before it is {@linkplain #kick() fetched}. One that was kicked meanwhile comes back at once. */
    public void halt() {
        if (!kicked.isSet()) halted.set();
        kicked.clear();
    }

    /** An interrupt on this CPU, or a wakeup from elsewhere of a task that may run here. */
    void kick() {
        if (halted == null) return;
        if (softirq.get() != 0) kicked.set();
        halted.clear();
    }

    /** Whether it is out of the kernel. */
    public boolean isHalted() {
        return halted != null && halted.isSet();
    }

    /** As {@link #isHalted()}, for watchers. */
    public boolean peekHalted() {
        return halted != null && halted.peek();
    }

    /** Whether the CPU has gone idle since {@link #clearBeenIdle()}. */
    public boolean hasBeenIdle() {
        return beenIdle != null && beenIdle.isSet();
    }

    public void clearBeenIdle() {
        if (beenIdle != null) beenIdle.clear();
    }

    /** Whether the current task could be taken off: irqs and bottom halves on, no softirq. */
    public boolean isPreemptible() {
        return !irqsOff.isSet() && !bhOff.isSet() && softirq.get() == 0;
    }

    /** Whether the CPU has changed tasks since {@link #clearSwitched()}: a quiescent state for RCU. */
    public boolean hasSwitched() {
        return switched.isSet();
    }

    public void clearSwitched() {
        switched.clear();
    }
}

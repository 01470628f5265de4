package dev.lull.engine.machine;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Tracepoint;

/**
 * A timer, a low-resolution one unless it is said to be an hrtimer. Once its jiffy has come it may fire at any later moment on the CPU
 * that armed it, as soon as that CPU takes softirqs: firing detaches it and begins its handler, which runs on as a context of its
 * own. On the base of a CPU that is offline it does not fire; who takes over that CPU's timers is the hotplug ladder's business.
 */
public final class Timer implements MoveSource {
    private final Machine machine;
    private final String name;
    private final boolean highRes;
    private final Word expires;         // jiffy + 1; 0: not pending
    private final Word base;            // CPU number + 1; 0: elsewhere
    private final Softirq handler;

    Timer(Machine machine, String name, boolean highRes) {
        this.machine = machine;
        this.name = name;
        this.highRes = highRes;
        this.expires = machine.expiry(machine.memory().struct(name).word("expires", Range.upTo(machine.jiffyLimit())));
        this.base = machine.identities().cpu(machine.memory().struct(name).word("base", Range.upTo(machine.cpus().size())));
        this.handler = machine.softirq(name, this::expired);
    }

    /** Context in which the handler's text executes: make the text with it. */
    public Softirq handler() {
        return handler;
    }

    public String name() {
        return name;
    }

    /** Where it is kept whether it is pending, and until when. */
    public int slot() {
        return expires.slot();
    }

    /** Whether it is an hrtimer: those have a base of their own on each CPU, which is moved at another rung of the hotplug ladder. */
    public boolean isHighRes() {
        return highRes;
    }

    /** hrtimer_start() for the base of CPU {@code cpu}, online or not; {@link Cpu#ELSEWHERE} for a CPU that is not modelled. */
    public void startOn(int cpu, long jiffy) {
        expires.set(jiffy + 1);
        base.set(cpu + 1L);
    }

    void arm(Context by, long jiffy) {
        expires.set(jiffy + 1);
        base.set(by.cpu().number() + 1L);
        if (machine.tracer().wants()) machine.tracer().emit(Tracepoint.TIMER_START, by.number(), by.cpu().number(), handler.number(), jiffy);
    }

    boolean cancel(Context by) {
        if (expires.get() == 0) return false;
        clear();
        if (machine.tracer().wants()) machine.tracer().emit(Tracepoint.TIMER_CANCEL, by.number(), by.cpu().number(), handler.number());
        return true;
    }

    void move(int from, int to) {
        if (base.get() == from + 1L && expires.get() != 0) base.set(to + 1L);
    }

    private void clear() {
        expires.set(0);
        base.set(0);
    }

    /** timer_pending(). */
    public boolean isPending() {
        return expires.get() != 0;
    }

    /** The jiffy it is armed for, as a watcher sees it; -1 when it is not pending. */
    public long expiry() {
        return expires.peek() - 1;
    }

    /** The CPU whose base it is on; {@link Cpu#ELSEWHERE} for none of the modelled ones. */
    public int baseCpu() {
        return (int) base.peek() - 1;
    }

    @Override public int alternatives() {
        long due = expires.get();
        if (due == 0 || due - 1 > machine.jiffies() || handler.isRunning()) return 0;
        int cpu = (int) base.get() - 1;
        return cpu < 0 || machine.cpus().get(cpu).takesSoftirqs() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        int cpu = (int) base.get() - 1;
        clear();
        handler.begin(cpu < 0 ? handler.cpu() : machine.cpus().get(cpu));
        if (machine.tracer().wants()) {
            machine.tracer().emit(Tracepoint.TIMER_EXPIRE_ENTRY, handler.number(), cpu, handler.number(), machine.jiffies());
        }
    }

    @Override public Context follower() {
        return handler;
    }

    private void expired() {
        if (machine.tracer().wants()) {
            machine.tracer().emit(Tracepoint.TIMER_EXPIRE_EXIT, handler.number(), handler.cpu().number(), handler.number());
        }
    }

    @Override public String describe(int alternative) {
        return name + " fires";
    }
}

package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/**
 * call_rcu() on a CPU that invokes its own callbacks. Models __call_rcu() and __call_rcu_core(), kernel/rcu/tree.c, v5.12.
 */
public class CallRcuCore extends RcuText<CallRcuCore.At> {
    /** The steps, CR1 with CR2, and CR6. */
    public enum At implements StepLabel {
        ENTER(Cost.LOCAL, "calls call_rcu()"),
        ENQUEUE(Cost.CACHE_MISS, "puts the callback on ->cblist"),
        OVERLOAD(Cost.LOCK, "has too many callbacks: asks for a grace period, or has the one in progress hurry"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuData rdp;
    private final Flag irqsWereOn;
    private final Word head;
    private final Word function;

    /** @param rdp the CPU that {@code self} belongs to */
    public CallRcuCore(Context self, Rcu rcu, RcuData rdp) {
        super(self, rcu, "call_rcu", At.class);
        this.rdp = rdp;
        irqsWereOn = localFlag("irqs_were_on");
        head = local("rhp", headRange());
        function = local("func", rcu.callbacks().functionRange());
    }

    /** Says, before the call, whether the caller has interrupts enabled, and what the callback's function is. */
    public CallRcuCore with(boolean irqsOn, int function) {
        irqsWereOn.set(irqsOn);
        this.function.set(function);
        return this;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ENTER -> {
                if (!rcu.mayQueue((int) function.get(), self().number(), rdp.cpu())) yield finish();
                irqsOff();
                head.set(rcu.allocate(rdp.cpu(), (int) function.get()));
                if (tracer().wants()) emit(Tracepoint.KP_CALL_RCU, head.get());
                rcu.checkOverload(rdp);
                yield At.ENQUEUE;
            }
            case ENQUEUE -> enqueue();
            case OVERLOAD -> overload();
            case WAKE_GP -> {
                wakeGpKthread();
                yield leave();
            }
        };
    }

    private At enqueue() {
        rdp.cblist().enqueue(head.get());
        if (tracer().wants()) emit(Tracepoint.RCU_CALLBACK, rdp.cpu(), head.get(), rdp.cblist().length());
        rcu.traceSegments(Reason.SegCBQueued, rdp, self().number(), cpuNumber());
        boolean asks = irqsWereOn.isSet() && rdp.overload().hasBegun(rdp.cblist().length());
        return asks ? At.OVERLOAD : leave();
    }

    private At overload() {
        noteGpChanges(rdp);
        if (!GpSeq.inProgress(rcu.gpSeq().get())) return accelerate(rdp) ? At.WAKE_GP : leave();
        if (!rdp.overload().raise(rdp.cblist().length())) return leave();
        rcu.gpFlagFqs().set();
        return At.WAKE_GP;
    }

    private At leave() {
        irqs(irqsWereOn.isSet());
        return finish();
    }
}

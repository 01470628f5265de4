package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/** call_rcu() on an offloaded CPU. Models __call_rcu(), kernel/rcu/tree.c, v5.12, and __call_rcu_common() with call_rcu_nocb(), v6.11. */
public class CallRcu extends NocbText<CallRcu.At> {
    /** The steps; CR1 with CR2, CR3 with CR4, and what comes after CR5, which is __call_rcu_nocb_wake(). */
    public enum At implements StepLabel {
        ENTER(Cost.LOCAL, "calls call_rcu()"),
        ENQUEUE(Cost.CACHE_MISS, "puts the callback on ->cblist, unless it went to the bypass list"),
        RESTORE(Cost.LOCAL, "restores interrupts to what they were");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final TryBypass tryBypass;
    private final NocbWake nocbWake;
    private final Flag irqsWereOn;
    private final Flag wasAllDone;
    private final Flag lazy;            // null: callbacks are not lazy
    private final Word head;
    private final Word function;

    /** @param rdp the CPU that {@code self} belongs to */
    public CallRcu(Context self, Rcu rcu, NocbData rdp) {
        super(self, rcu, "call_rcu", At.class);
        this.rdp = rdp;
        irqsWereOn = localFlag("irqs_were_on");
        wasAllDone = localFlag("was_alldone");
        lazy = rcu.linux().isLazy() ? localFlag("lazy") : null;
        head = local("rhp", headRange());
        function = local("func", rcu.callbacks().functionRange());
        nocbWake = new NocbWake(self, rcu, rdp);
        tryBypass = new TryBypass(self, rcu, rdp, nocbWake, new TryBypass.Shared(irqsWereOn, wasAllDone, lazy, head));
    }

    /** Says, before the call, whether the caller has interrupts enabled. */
    public CallRcu with(boolean irqsOn) {
        irqsWereOn.set(irqsOn);
        return this;
    }

    /** As above, for a callback of a registered function; {@code lazy} for call_rcu() and not call_rcu_hurry(). */
    public CallRcu with(boolean irqsOn, int function, boolean lazy) {
        this.function.set(function);
        if (this.lazy != null) this.lazy.set(lazy);
        return with(irqsOn);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case ENTER -> {
                if (!rcu.mayQueue((int) function.get(), self().number(), rdp.cpu())) yield finish();
                irqsOff();
                head.set(rcu.allocate(rdp.cpu(), (int) function.get()));
                if (tracer().wants()) emit(Tracepoint.KP_CALL_RCU, head.get());
                rcu.checkOverload(rdp.rdp());
                yield call(tryBypass, At.ENQUEUE);
            }
            case ENQUEUE -> {
                if (result()) {                         // it is on the bypass list
                    irqs(irqsWereOn.isSet());
                    yield finish();
                }
                rdp.cblist().enqueue(head.get());
                if (tracer().wants()) emit(Tracepoint.RCU_CALLBACK, rdp.cpu(), head.get(), rdp.cblist().length());
                rcu.traceSegments(Reason.SegCBQueued, rdp.rdp(), self().number(), cpuNumber());
                if (!rdp.locks()) {                     // __call_rcu_core(): the next tick finds it
                    irqs(irqsWereOn.isSet());
                    yield finish();
                }
                nocbWake.with(wasAllDone.isSet(), irqsWereOn.isSet());
                yield has(Fix.IRQS_RESTORED_LAST) ? call(nocbWake, At.RESTORE) : become(nocbWake);
            }
            case RESTORE -> {
                irqs(irqsWereOn.isSet());
                yield finish();
            }
        };
    }
}

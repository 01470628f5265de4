package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Word;

/**
 * The end of a callback that queues itself again: call_rcu() from inside, with bottom halves off, as rcutorture's forward-progress
 * callbacks do (rcu_torture_fwd_prog_cb(), kernel/rcu/rcutorture.c). What it queues goes to the list of the CPU it runs on.
 *
 * <p>Coarser than the kernel: a rcuop invokes callbacks on its own CPU here, though Linux lets it run anywhere; and where kthreads
 * have no modelled CPUs, neither the load of that CPU nor a handler gets in from the beginning of this call to its end. Not modelled on CPUs that come and
 * go or whose offloading changes.
 */
public class QueueAgain extends RcuText<QueueAgain.At> {
    /** The steps. */
    public enum At implements StepLabel {
        CALL_RCU(Cost.LOCAL, "calls call_rcu() in the callback, with its own head"),
        RETURN(Cost.LOCAL, "returns from the callback");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuData rdp;
    private final SynchronizeRcu.Calls callRcu;
    private final Word function;
    private final boolean waits;            // for the CPU's own load to be between two calls

    /**
     * @param rdp     the CPU that {@code self} invokes callbacks on
     * @param callRcu call_rcu() on it
     * @param waits   whether the load of that CPU may be anywhere in call_rcu() meanwhile: true for kthreads, false for handlers
     */
    public QueueAgain(Context self, Rcu rcu, RcuData rdp, SynchronizeRcu.Calls callRcu, boolean waits) {
        super(self, rcu, "callback", At.class);
        this.rdp = rdp;
        this.callRcu = callRcu;
        this.waits = waits && rdp.queueing() != null;
        function = local("func", rcu.callbacks().functionRange());
    }

    /** Says, before the call, which callback it is. */
    public QueueAgain with(int function) {
        this.function.set(function);
        return this;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CALL_RCU -> {
                if (waits && !takesCpu()) yield at;
                yield call(callRcu.with(true, (int) function.get(), false), At.RETURN);
            }
            case RETURN -> {
                if (waits) leavesCpu();
                rcu.guarantee().callReturned(rdp.cpu());
                yield finish();
            }
        };
    }

    /** Nobody else who belongs to the CPU, nor a handler on it, gets in between: they would find the middle of a call with interrupts off. */
    private boolean takesCpu() {
        Cpu own = machine().cpus().get(rdp.cpu());
        if (rdp.queueing().isSet() || !own.takesSoftirqs()) return false;
        rdp.queueing().set();
        bhOff(own);
        return true;
    }

    private void leavesCpu() {
        rdp.queueing().clear();
        bhOn(machine().cpus().get(rdp.cpu()));
    }
}

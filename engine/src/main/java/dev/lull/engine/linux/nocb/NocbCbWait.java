package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.linux.rcu.Callbacks;
import dev.lull.engine.linux.rcu.CbList;
import dev.lull.engine.linux.rcu.QueueAgain;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Work;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

/**
 * rcuop/N: invokes the ready callbacks of one offloaded CPU. Models nocb_cb_wait() and, inlined where it is called,
 * rcu_do_batch(), kernel/rcu/tree_plugin.h and tree.c, v5.12.
 */
public class NocbCbWait extends NocbText<NocbCbWait.At> {
    /** The steps, OP2, DB1 to DB4, OP4 to OP6. */
    public enum At implements StepLabel {
        LOCAL_BH_DISABLE(Cost.LOCAL, "disables bottom halves"),
        LOOK(Cost.CACHE_MISS, "looks whether callbacks are ready"),
        EXTRACT(Cost.LOCK, "takes the ready callbacks off ->cblist"),
        INVOKE(Cost.CALLBACK, "invokes a callback"),
        ACCOUNT(Cost.LOCK, "subtracts the invoked callbacks from ->cblist.len"),
        LOCAL_BH_ENABLE(Cost.LOCAL, "enables bottom halves"),
        ADVANCE(Cost.LOCK, "looks for a grace period that has ended, advances the callbacks, and decides whether to sleep"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread"),
        WAKE_STATE(Cost.WAKEUP, "wakes whoever changes the CPU's offloading, as the other kthread has done its part"),
        WAIT(Cost.CONTEXT_SWITCH, "sleeps until callbacks are ready"),
        PARK(Cost.CONTEXT_SWITCH, "parks, as its CPU is not offloaded any more, until it is unparked");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private static final int DIVISOR = 7;               // rcu_divisor: of this many callbacks a batch may be 1 >> DIVISOR
    private static final long UNLIMITED = 100;          // batches of so few have no time limit

    private final NocbData rdp;
    private final CbList batch;                 // extracted, not yet invoked
    private final Word count;                   // invoked, not yet subtracted
    private final Flag limited;                 // the batch has a time limit, and so makes no room for others; null: none ever has
    private final Word until;                   // that limit, a jiffy; null: likewise
    private final Flag wakeGp;
    private final QueueAgain queueAgain;        // null: no callback calls call_rcu()
    private final Flag wakeState;               // null: nobody ever changes the CPU's offloading

    public NocbCbWait(Rcu rcu, NocbData rdp) {
        super(task(rcu, rdp), rcu, "nocb_cb_wait", At.class);
        this.rdp = rdp;
        batch = ownList("rcl");
        count = local("count", rcu.callbacks().countRange());
        boolean mayBeLimited = !has(Fix.BATCH_YIELDS) && rcu.callbacks().countRange().max() >> DIVISOR > UNLIMITED;
        limited = mayBeLimited ? localFlag("limited") : null;
        until = mayBeLimited ? machine().moment(local("tlimit", machine().jiffyRange())) : null;
        rdp.rdp().extractedInto(batch, count);
        wakeGp = localFlag("needwake_gp");
        queueAgain = rcu.callbacks().queueAgain() ? new QueueAgain(self(), rcu, rdp.rdp(), new CallRcu(self(), rcu, rdp)::with, true) : null;
        wakeState = rdp.state == null ? null : localFlag("needwake_state");
        rdp.linkage.rcuop = this;
        rdp.cbWq.admit(task());
        if (rdp.state == null || rdp.state.parking == null) return;
        Parking parking = rdp.state.parking;
        parking.place.admit(task());
        new Work("parking[" + rdp.cpu() + "]", parking.completion, task(), () -> parking.shouldPark.peek() && !parking.parked.peek());
    }

    /** Anywhere; but where callbacks call call_rcu() and kthreads have CPUs, on its own, as if somebody had said so: that decides whose list they go to. */
    private static Task task(Rcu rcu, NocbData rdp) {
        String name = "rcuop/" + rdp.cpu();
        boolean pinned = rcu.callbacks().queueAgain() && rcu.machine().placement() == Placement.PLACED;
        return pinned ? rcu.machine().pinnedTask(name, rdp.cpu()) : kthread(rcu, name, rdp.leader(), rdp.peekRcuopExists());
    }

    /** The task. */
    public final Task task() {
        return (Task) self();
    }

    /** Callbacks taken off the list and not yet invoked, for watchers. */
    public final CbList batch() {
        return batch;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOCAL_BH_DISABLE -> {
                bhOff();
                yield At.LOOK;
            }
            case LOOK -> rdp.cblist().hasReady() ? At.EXTRACT : At.LOCAL_BH_ENABLE;
            case EXTRACT -> extract();
            case INVOKE -> invoke();
            case ACCOUNT -> account();
            case LOCAL_BH_ENABLE -> {
                bhOn();
                yield At.ADVANCE;
            }
            case ADVANCE -> advanceOrSettle();
            case WAKE_GP -> {
                wakeGp.clear();
                wakeGpKthread();
                yield wakesState() ? At.WAKE_STATE : At.WAIT;
            }
            case WAKE_STATE -> {
                wakeState.clear();
                wakeOne(rdp.state.stateWq);
                yield At.WAIT;
            }
            case WAIT -> shouldPark() ? parkOrGoOn() : rdp.cbSleep.isSet() || !rdp.rcuopServes() ? sleepOn(rdp.cbWq, at) : At.LOCAL_BH_DISABLE;
            case PARK -> park();
        };
    }

    private At extract() {
        if (rdp.state != null && rdp.state.otherBatchRuns() || !lockNocb(rdp)) return At.EXTRACT;
        long limit = Math.max(rcu.linux().get(Tunable.BLIMIT), rdp.cblist().length() >> DIVISOR);
        if (limited != null) {
            limited.set(limit > UNLIMITED);
            until.set(machine().jiffies() + reschedJiffies());
        }
        if (tracer().wants()) emit(Tracepoint.RCU_BATCH_START, rdp.cpu(), rdp.cblist().length(), limit);
        rdp.cblist().extractDone(batch);
        if (rdp.state != null && !batch.isEmpty()) rdp.state.batch(true);
        rdp.noteQlen();
        rcu.traceSegments(Reason.SegCbDequeued, rdp.rdp(), self().number(), cpuNumber());
        unlockNocb(rdp);
        return batch.isEmpty() ? At.ACCOUNT : At.INVOKE;       // rcu_core() may have been quicker, where both serve the CPU
    }

    /** rcu_resched_ns, in jiffies: the finest that this kthread's clock shows. */
    private long reschedJiffies() {
        return Math.max(1, rcu.linux().get(Tunable.RCU_RESCHED_NS) / rcu.linux().hz().jiffy().count());
    }

    /** One callback with bottom halves off; between two of them they are on, which is where others may have the CPU. */
    private At invoke() {
        bhOff();
        long callback = batch.removeFirst();
        if (tracer().wants()) emit(Tracepoint.RCU_INVOKE_CALLBACK, rdp.cpu(), callback);
        int again = rcu.invoke(rdp.cpu(), callback, self().number(), cpuNumber());
        count.add(1);
        if (again != Callbacks.PLAIN) return call(queueAgain.with(again), batch.isEmpty() ? At.ACCOUNT : At.INVOKE);        // bottom halves stay off
        if (batch.isEmpty()) return At.ACCOUNT;
        // "rcu: Apply callbacks processing time limit only on softirq"
        if (limited != null && limited.isSet()) return machine().jiffies() < until.get() ? At.INVOKE : At.ACCOUNT;
        bhOn();
        return At.INVOKE;
    }

    private At account() {
        if (!lockNocb(rdp)) return At.ACCOUNT;
        if (!batch.isEmpty()) rdp.cblist().insertDone(batch);
        if (tracer().wants()) emit(Tracepoint.RCU_BATCH_END, rdp.cpu(), count.get());
        rdp.cblist().addLength(-count.get());
        if (rdp.state != null && count.get() > 0) rdp.state.batch(false);
        count.set(0);
        rdp.noteDrained(rcu.linux().qhimark());
        unlockNocb(rdp);
        return At.LOCAL_BH_ENABLE;
    }

    private At advanceOrSettle() {
        if (!lockNocb(rdp)) return At.ADVANCE;
        if (nextGpIsDone(rdp)) wakeGp.set(advance(rdp));
        boolean goesOn = rdp.cblist().hasReady();
        if (rdp.state != null && rdp.state.parking == null) goesOn &= acknowledge();
        rdp.cbSleep.set(!goesOn);
        if (!goesOn) say(rdp, Reason.CBSleep);
        unlockNocb(rdp);
        return wakeGp.isSet() ? At.WAKE_GP : wakesState() ? At.WAKE_STATE : At.WAIT;
    }

    /** Takes note of a change of the CPU's offloading; whether the CPU is this kthread's to serve from here on. */
    private boolean acknowledge() {
        OffloadState state = rdp.state;
        if (state.has(SegCbFlag.OFFLOADED)) {
            if (!state.has(SegCbFlag.KTHREAD_CB)) {
                state.set(SegCbFlag.KTHREAD_CB);
                wakeState.set(state.has(SegCbFlag.KTHREAD_GP));
            }
            return true;
        }
        state.clear(SegCbFlag.KTHREAD_CB);
        wakeState.set(!state.has(SegCbFlag.KTHREAD_GP));
        return false;
    }

    private boolean shouldPark() {
        return rdp.state != null && rdp.state.parking != null && rdp.state.parking.shouldPark.isSet();
    }

    /** From v6.12 it does not park before it has come to rest: another rcu_barrier() may have left it a last batch to account for. */
    private At parkOrGoOn() {
        return has(Fix.TOGGLED_OFFLINE) && !rdp.cbSleep.isSet() ? At.LOCAL_BH_DISABLE : At.PARK;
    }

    /** kthread_parkme(). */
    private At park() {
        Parking parking = rdp.state.parking;
        if (!parking.shouldPark.isSet()) {
            parking.parked.clear();
            return At.LOCAL_BH_DISABLE;
        }
        if (parking.parked.isSet()) return sleepOn(parking.place, At.PARK);
        if (has(Fix.TOGGLED_OFFLINE) && rdp.cblist().length() > 0) {
            machine().blame("WARN_ON_ONCE(rcu_segcblist_n_cbs()) in nocb_cb_wait(): " + self().name() + " is to park, and CPU " + rdp.cpu() + " has callbacks left");
        }
        parking.parked.set();
        wakeOne(parking.completion);
        return At.PARK;
    }

    /**
     * From v5.17 the loop begins with the wait, so that a kthread which is created for a CPU that is not offloaded touches nothing
     * ("rcu/nocb: Prepare nocb_cb_wait() to start with a non-offloaded rdp").
     */
    final void bornWaiting() {
        startAt(At.WAIT);
    }

    /** kthread_park() by whoever has just created it: it parks before it does anything, and whoever creates it waits for that. */
    final void bornParked() {
        rdp.state.parking.shouldPark.set();
        rdp.state.parking.parked.set();
        startAt(At.PARK);
    }

    private boolean wakesState() {
        return wakeState != null && wakeState.isSet();
    }
}

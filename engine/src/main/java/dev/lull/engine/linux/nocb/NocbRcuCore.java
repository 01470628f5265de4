package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.CbList;
import dev.lull.engine.linux.rcu.GpSeq;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Tracepoint;

/**
 * The RCU softirq of a CPU whose offloading may change: serves its callbacks while no kthread does, alone or beside them.
 * Models rcu_core() and rcu_do_batch(), kernel/rcu/tree.c, as far as they ask whether the CPU is offloaded. As a softirq its
 * moves are the ticks that raise it: rcu_pending(), with whatever rcu_core() would find to do; {@link NocbRcuc} has it, too.
 */
final class NocbRcuCore extends NocbText<NocbRcuCore.At> implements MoveSource {
    /** The steps: RC1's note_gp_changes(), RC2, RC4 with DB2 to DB4, RC5. */
    enum At implements StepLabel {
        SAMPLE(Cost.CACHE_MISS, "looks, once, whether the CPU's callbacks are its to serve, and for a grace period that has ended"),
        LOOK_LOCKING(Cost.CACHE_MISS, "looks whether the list is to be locked, with interrupts still on"),
        ACCELERATE(Cost.LOCK, "gives callbacks that have none a grace period"),
        EXTRACT(Cost.LOCK, "takes the ready callbacks off ->cblist"),
        INVOKE(Cost.CALLBACK, "invokes a callback"),
        ACCOUNT(Cost.LOCK, "subtracts the invoked callbacks from ->cblist.len"),
        WAKE_CB(Cost.WAKEUP, "wakes rcuop, as the CPU has been offloaded meanwhile and callbacks are ready"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread"),
        RESCUE(Cost.CACHE_MISS, "comes to do a deferred wakeup, if there is one");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final Cpu cpu;
    private final Softirq softirq;              // null: rcuc executes this
    private final DeferredWakeup deferredWakeup;        // null: this CPU meets no rescue edges
    private final CbList batch;
    private final Word count;
    private final Flag doBatch;
    private final Flag wakeGp;

    private final Flag locked;                  // null: whether to lock is asked when interrupts are off, or nobody can come in between

    /** The softirq. */
    NocbRcuCore(Rcu rcu, NocbData rdp, boolean rescues) {
        this(rcu.machine().softirq("rcu_core/" + rdp.cpu()), rcu, rdp, rescues);
    }

    /** Whoever {@code self} is. */
    NocbRcuCore(Context self, Rcu rcu, NocbData rdp, boolean rescues) {
        super(self, rcu, "rcu_core", At.class);
        this.rdp = rdp;
        this.cpu = rcu.machine().cpus().get(rdp.cpu());
        this.softirq = self instanceof Softirq own ? own : null;
        locked = softirq != null || has(Fix.PREDICATE_INSIDE_IRQ_OFF) ? null : localFlag("offloaded");
        deferredWakeup = rescues ? new DeferredWakeup(self, rcu, rdp, false) : null;
        batch = ownList("rcl");
        count = local("count", rcu.callbacks().countRange());
        rdp.rdp().extractedInto(batch, count);
        doBatch = localFlag("do_batch");
        wakeGp = localFlag("needwake");
    }

    @Override public int alternatives() {
        return rdp.isOnline() && cpu.takesSoftirqs() && !softirq.isRunning() && hasWork() ? 1 : 0;
    }

    /** rcu_pending(), as far as rcu_core() would find something to do. */
    boolean hasWork() {
        return servesSomething() || rescues();
    }

    private boolean servesSomething() {
        if (rdp.isCompletelyOffloaded()) return false;
        return rdp.cblist().hasReady() && !rdp.state.otherBatchRuns() || needsGracePeriod() || !rdp.locks() && nextGpIsDone(rdp);
    }

    private boolean needsGracePeriod() {
        return !rdp.cblist().isEmpty(SegCbList.NEXT) && !GpSeq.inProgress(rdp.rdp().leaf().gpSeq());
    }

    private boolean rescues() {
        return deferredWakeup != null && deferredWakeup.isWanted();
    }

    @Override public void take(int alternative) {
        machine().begin(softirq, cpu);
    }

    @Override public Context follower() {
        return softirq;
    }

    @Override public String describe(int alternative) {
        return "CPU " + rdp.cpu() + " takes a tick and raises the RCU softirq";
    }

    @Override protected At step(At at) {
        if (softirq == null && cpu.irqsAreOff()) return at;     // whoever has this CPU now is in the middle of something
        return switch (at) {
            case SAMPLE -> {
                doBatch.set(!rdp.isCompletelyOffloaded());
                if (!rdp.locks() && nextGpIsDone(rdp)) wakeGp.set(advance(rdp));
                yield !doBatch.isSet() ? At.WAKE_GP : locked == null ? At.ACCELERATE : At.LOOK_LOCKING;
            }
            case LOOK_LOCKING -> {
                locked.set(rdp.locks());
                yield At.ACCELERATE;
            }
            case ACCELERATE -> {
                if (needsGracePeriod()) {
                    if (locked == null ? !lockNocb(rdp) : locked.isSet() && !acquire(rdp.nocbLock)) yield at;
                    if (accelerate(rdp)) wakeGp.set();
                    unlockNocb(rdp);
                }
                yield rdp.cblist().hasReady() && !rdp.state.otherBatchRuns() ? At.EXTRACT : At.WAKE_GP;
            }
            case EXTRACT -> {
                if (!lockNocb(rdp)) yield at;
                if (tracer().wants()) emit(Tracepoint.RCU_BATCH_START, rdp.cpu(), rdp.cblist().length(), 10);
                boolean mayNot = rdp.state.otherBatchRuns() || has(Fix.ONE_BATCH_AT_A_TIME) && rdp.isCompletelyOffloaded();
                if (!mayNot) rdp.cblist().extractDone(batch);
                if (!batch.isEmpty()) rdp.state.batch(true);
                unlockNocb(rdp);
                yield batch.isEmpty() ? At.WAKE_GP : At.INVOKE;         // a rcuop may have been quicker
            }
            case INVOKE -> {
                long callback = batch.removeFirst();
                if (tracer().wants()) emit(Tracepoint.RCU_INVOKE_CALLBACK, rdp.cpu(), callback);
                rcu.invoke(rdp.cpu(), callback, self().number(), cpuNumber());
                count.add(1);
                yield batch.isEmpty() ? At.ACCOUNT : At.INVOKE;
            }
            case ACCOUNT -> {
                if (!lockNocb(rdp)) yield at;
                if (tracer().wants()) emit(Tracepoint.RCU_BATCH_END, rdp.cpu(), count.get());
                rdp.cblist().addLength(-count.get());
                rdp.state.batch(false);
                boolean handsOver = has(Fix.BATCH_HANDED_OVER) && rdp.isCompletelyOffloaded() && rdp.cblist().hasReady();
                if (handsOver) rdp.cbSleep.clear();
                unlockNocb(rdp);
                count.set(0);
                yield handsOver ? At.WAKE_CB : At.WAKE_GP;
            }
            case WAKE_CB -> {
                wakeOne(rdp.cbWq);
                yield At.WAKE_GP;
            }
            case WAKE_GP -> {
                if (wakeGp.isSet()) wakeGpKthread();
                yield deferredWakeup == null ? finish() : At.RESCUE;
            }
            case RESCUE -> become(deferredWakeup);
        };
    }
}

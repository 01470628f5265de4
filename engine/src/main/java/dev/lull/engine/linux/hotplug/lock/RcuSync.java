package dev.lull.engine.linux.hotplug.lock;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Label;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * Whether readers may take the fast path: from the first writer on they may not, and after the last one only once a grace period has passed.
 * Models {@code struct rcu_sync}, {@code kernel/rcu/sync.c}, v5.3 and later. What the C does under gp_wait.lock is one step.
 */
public final class RcuSync {
    /** What is true of it. */
    public enum State { IDLE, ENTER, PASSED, EXIT, REPLAY }

    final Label<State> state;
    final Word count;
    final Flag callbackQueued;
    final WaitQueue passed;
    final WaitQueue callbackWait;
    final boolean waits;

    /** @param waits whether the first writer waits for a grace period, as it must; without, the control */
    RcuSync(Machine machine, PreemptOff rcu, boolean waits) {
        this.waits = waits;
        Struct struct = machine.memory().struct("rss");
        state = struct.label("gp_state", State.class);
        count = struct.word("gp_count", Range.upTo(15));
        callbackQueued = struct.flag("cb_head");
        passed = machine.waitQueue("rss.gp_wait");
        callbackWait = machine.waitQueue("rss.cb_head");
        Callback callback = new Callback(machine, rcu);
        callbackWait.admit(callback.task());
    }

    boolean isIdle() {
        return state.is(State.IDLE);
    }

    /** What the callback, or the first writer in its place, does when a grace period has passed; whether to queue it again. */
    boolean gracePeriodPassed() {
        if (count.get() > 0) {
            state.set(State.PASSED);
            return false;
        }
        boolean again = state.is(State.REPLAY);
        state.set(again ? State.EXIT : State.IDLE);
        return again;
    }

    /** rcu_sync_exit(): whether the callback is to be queued. */
    boolean exit() {
        count.add(-1);
        if (count.get() > 0) return false;
        boolean queue = state.is(State.PASSED);
        state.set(queue ? State.EXIT : State.REPLAY);
        return queue;
    }

    /** What RCU does with the callback: it waits for a grace period and invokes it. Models rcu_sync_func(). */
    private final class Callback extends Kthread<Callback.At> {
        enum At { CALL_RCU, GRACE_PERIOD, RCU_SYNC_FUNC }

        private final PreemptOff rcu;
        private final Code<?> real;         // null: wait is used
        private final PreemptOff.Wait wait;

        Callback(Machine machine, PreemptOff rcu) {
            super(machine, "rcu_sync_func", "rcu_sync_func", At.class);
            this.rcu = rcu;
            real = rcu.synchronizeRcu(task());
            wait = real == null ? rcu.waiter(task()) : null;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case CALL_RCU -> {
                    if (!callbackQueued.isSet()) yield sleepOn(callbackWait, at);
                    callbackQueued.clear();
                    if (real != null) yield call(real, At.RCU_SYNC_FUNC);
                    rcu.begin(wait);
                    yield At.GRACE_PERIOD;
                }
                case GRACE_PERIOD -> wait.isOver() ? At.RCU_SYNC_FUNC : sleepOn(wait.queue, at);
                case RCU_SYNC_FUNC -> {
                    if (gracePeriodPassed()) callbackQueued.set();
                    wakeAll(passed);
                    yield At.CALL_RCU;
                }
            };
        }
    }
}

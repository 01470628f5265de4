package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * {@code rcu_kick_kthreads}: a tick that finds the grace-period kthread's wait for quiescent states three times as long as it was to be
 * wakes the kthread, which then sees that its time is over, whatever became of its timer. Models rcu_stall_kick_kthreads(),
 * kernel/rcu/tree_stall.h, v4.8 to v6.12; the tick is that of the CPU that keeps jiffies.
 */
final class KickKthreads implements MoveSource {
    private final Rcu rcu;
    private final Word forceQs;         // ->jiffies_force_qs
    private final Word kick;            // ->jiffies_kick_kthreads

    KickKthreads(Rcu rcu) {
        this.rcu = rcu;
        Struct state = rcu.machine().memory().struct("rcu_state");
        forceQs = rcu.machine().moment(state.word("jiffies_force_qs", rcu.machine().jiffyRange()));
        kick = rcu.machine().moment(state.word("jiffies_kick_kthreads", rcu.machine().jiffyRange()));
        rcu.machine().asksForAge(3L * rcu.linux().hz().perSecond());
        rcu.machine().add(this);
    }

    /** rcu_gp_fqs_loop() is about to wait so long. */
    void waits(long jiffies) {
        forceQs.set(rcu.machine().jiffies() + jiffies);
        kick.set(rcu.machine().jiffies() + (jiffies > 0 ? 3 * jiffies : 2));
    }

    /** Whether the kthread's wait is over by time. */
    boolean isTimeOver() {
        return rcu.machine().jiffies() >= forceQs.get();
    }

    /** Whether a kick is still to come, for watchers. */
    boolean peekWillKick() {
        return GpSeq.inProgress(rcu.peekGpSeq()) && rcu.gpKthread().sleeps();
    }

    @Override public int alternatives() {
        return GpSeq.inProgress(rcu.gpSeq().get()) && rcu.machine().jiffies() > kick.get() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        kick.add(rcu.linux().hz().perSecond());
        rcu.machine().wakeFromOutside(rcu.gpWq(), -1, 0);
    }

    @Override public String describe(int alternative) {
        return "a tick kicks " + rcu.gpKthread().name() + ", whose wait has lasted too long";
    }
}

package dev.lull.engine.linux.rcu;

import dev.lull.engine.memory.Label;

/**
 * A task that may be preempted inside a read-side critical section: then it is queued on its leaf's {@code ->blkd_tasks}, and
 * holds up the grace periods that began before it leaves. Models rcu_note_context_switch(), rcu_preempt_ctxt_queue() and
 * rcu_read_unlock_special(), kernel/rcu/tree_plugin.h, v5.12. Each is one step here.
 */
public final class BlockedReader {
    /** Where it is queued. */
    enum Queue {
        /** Nowhere: it runs, or is in no section. */
        NONE,
        /** Before {@code ->gp_tasks}: it holds up the next grace period, not this one. */
        BLKD_TASKS,
        /** From {@code ->gp_tasks} on: this grace period waits for it. */
        GP_TASKS
    }

    private final Rcu rcu;
    private final int cpu;
    private final RcuNode leaf;
    private final Label<Queue> queue;

    BlockedReader(Rcu rcu, int cpu, String who) {
        this.rcu = rcu;
        this.cpu = cpu;
        leaf = rcu.data(cpu).leaf();
        leaf.mayBlock(this);
        queue = rcu.machine().memory().struct(who).label("queue", Queue.class);
    }

    /** Whether it has been preempted inside a section it has not left. */
    public boolean isBlocked() {
        return !queue.is(Queue.NONE);
    }

    /** Whether the grace period in progress waits for it, as a watcher sees it. */
    public boolean peekBlocksGp() {
        return queue.peek() == Queue.GP_TASKS;
    }

    /** As {@link #isBlocked()}, for watchers. */
    public boolean peekIsBlocked() {
        return queue.peek() != Queue.NONE;
    }

    /** The CPU it was preempted on. */
    public int cpu() {
        return cpu;
    }

    /** It is preempted: if the grace period still waits for its CPU, it will wait for this task instead. */
    public void preempted() {
        boolean awaited = leaf.awaits(cpu);
        queue.set(awaited ? Queue.GP_TASKS : Queue.BLKD_TASKS);
        if (awaited) leaf.blockers().add(1);
    }

    /** A grace period begins on the leaf. */
    void gpBegins() {
        if (!queue.is(Queue.BLKD_TASKS)) return;
        queue.set(Queue.GP_TASKS);
        leaf.blockers().add(1);
    }

    /**
     * Its outermost rcu_read_unlock(): the last one that the grace period waited for reports for the leaf
     * (rcu_report_unblock_qs_rnp()).
     *
     * @param context who is told to have reported
     */
    public void unlocked(int context) {
        boolean awaited = queue.is(Queue.GP_TASKS);
        queue.set(Queue.NONE);
        if (!awaited) return;
        leaf.blockers().add(-1);
        if (leaf.isQuiet() && rcu.reportUp(leaf, context, cpu)) rcu.machine().wakeFromOutside(rcu.gpWq(), context, cpu);
    }
}

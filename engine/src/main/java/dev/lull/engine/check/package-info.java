/**
 * What a run may not do, as watchers: they look at a machine or a {@link dev.lull.engine.system.LinuxSystem} and return a
 * {@link dev.lull.engine.model.Finding}; nothing in the models knows them.
 *
 * <p>For any machine: {@link dev.lull.engine.check.Deadlock} (who waits for whom in a circle, in one state, whoever else still
 * moves), {@link dev.lull.engine.check.LockOrder} (lockdep, over any number of runs, into a {@link
 * dev.lull.engine.check.LockGraph}), {@link dev.lull.engine.check.Guards} (words touched without their lock). What a machine
 * notices by itself it blames: unlocking what one does not hold, sleeping in atomic context. Words that lie in an {@link
 * dev.lull.engine.machine.Allocation} are looked at in the same way: whoever touches one of freed memory is found where he does. For Linux: {@link
 * dev.lull.engine.check.AtRest}, {@link dev.lull.engine.check.Stalls}, and, for those who ask, each {@link
 * dev.lull.engine.check.Invariant} at any moment.
 *
 * <p>An order of locks that contradicts itself is no violation where all runs were looked at and none came to harm: it is a
 * suspicion, told beside the verdict. Access to a guarded word without its lock is a violation, but where the kernel is known to
 * do so; then it is told as known. Timed runs look at the guarded words of their first 50,000 moves, and of every 16th later.
 *
 * <p>Coarser than lockdep: a lock that is taken and let go within one step is never held with handlers let in; a semaphore that
 * is read on both ends of a circle counts as held unless it prefers its readers. As lockdep does, the order of locks counts as a
 * lock what one task does while others wait for it ({@link dev.lull.engine.machine.Work}): cpuhp/N's rungs, cpusets' work item, a kthread's
 * parking and its exit. Completions that whoever happens to invoke a callback completes (rcu_barrier(), synchronize_rcu()) have a
 * place in the wait-for circle of a state, but none in that order.
 *
 * <p>Knows: linux, linux.hotplug, linux.nocb, linux.rcu, linux.workqueue, machine, memory, model, system. Known by: run, explore.
 */
package dev.lull.engine.check;

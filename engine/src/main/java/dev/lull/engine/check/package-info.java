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
 * <p>The properties by their usual names. P-gp, P-once, P-barrier: the model blames itself, by {@link
 * dev.lull.engine.linux.rcu.Guarantee} and {@link dev.lull.engine.linux.rcu.RcuObject}, which trust no grace-period number. P-lock: the
 * machine blames, and Guards. P-race: Guards; the kernel's lockless words are many and meant, so only words that a lock is said to
 * guard count. P-lockdep: LockOrder. P-lost, P-toggle: AtRest. P-live: an exploration that is asked {@code fairly()}. P-stall: Stalls. By
 * name, as an {@link dev.lull.engine.check.Invariant}: P-conserve, P-assign, P-desync, P-invariant-bypass ({@code "bypass"}), P-gp-progress,
 * P-tree, P-offline.
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
 * <table>
 * <caption>The reference's properties of CPUs that come and go, what holds each, and where it is shown to fail on a bug</caption>
 * <tr><th>property</th><th>held by</th><th>fails in</th></tr>
 * <tr><td>P-deadlock</td><td>{@link dev.lull.engine.check.Deadlock}, in every state: locks, completions, parking, flushes, grace periods,
 *     and a timer on a CPU that is offline</td><td>{@code LocksTest}, {@code ThrottledTest}; zoo H2, H3, H10, HA</td></tr>
 * <tr><td>P-partial</td><td>{@link dev.lull.engine.check.Deadlock}, which does not ask who else still moves</td><td>{@code LocksTest}</td></tr>
 * <tr><td>P-lockdep</td><td>{@link dev.lull.engine.check.LockOrder}</td><td>{@code LockWatchTest}, {@code CpuChangeTest}; zoo H6, H8</td></tr>
 * <tr><td>P-offline-run</td><td>{@code checking("offline")}; user tasks are not pushed, the way down waits until they sleep</td><td>{@code WorkqueueTest}; zoo Z10, H13</td></tr>
 * <tr><td>P-uevent</td><td>{@code linux.cpuset}'s {@code Asked.UEVENT}</td><td>{@code CpuChangeTest}; zoo H0</td></tr>
 * <tr><td>P-consistent</td><td>{@code checking("consistent")} on the ladder; {@code linux.cpuset}'s {@code Asked.CONSISTENCY}</td><td>{@code WorkqueueTest}, {@code CpuChangeTest}</td></tr>
 * <tr><td>P-work</td><td>{@link dev.lull.engine.check.AtRest}: no work is queued or waited for; {@code linux.cpuset}: in the end the
 *     masks agree, so a work has begun after the last change</td><td>{@code WorkqueueTest}; zoo H4</td></tr>
 * <tr><td>P-symmetry</td><td>{@code checking("symmetry")}, {@code checking("push")}; that each startup has its teardown is how a CPU's place is
 *     counted: a rung is stood on or not</td><td>zoo H11, H11a, H12, H12a</td></tr>
 * <tr><td>P-mask</td><td>{@code checking("mask")}; who is present and possible never changes here</td><td>{@code HotplugPropertiesTest}</td></tr>
 * <tr><td>P-excl</td><td>{@code checking("excl")}; {@code linux.hotplug.contention} for the lock alone</td><td>{@code HotplugLockFormsTest}, {@code ContentionTest}</td></tr>
 * <tr><td>P-progress</td><td>{@link dev.lull.engine.check.AtRest}: nobody's coming or going never ends; {@code linux.hotplug.contention} under strong
 *     fairness</td><td>{@code ContentionTest}, {@code HotplugPropertiesTest}</td></tr>
 * </table>
 *
 * <p>Knows: linux, linux.hotplug, linux.nocb, linux.rcu, linux.workqueue, machine, memory, model, system, trace. Known by: run, explore.
 */
package dev.lull.engine.check;

/**
 * RCU's core: segmented callback lists, the rcu_node tree, the grace-period kthread, quiescent states, and callbacks of CPUs
 * that are not offloaded: call_rcu() ({@link dev.lull.engine.linux.rcu.CallRcuCore}), the tick that looks for work ({@link
 * dev.lull.engine.linux.rcu.RcuTick}) and the softirq that does it ({@link dev.lull.engine.linux.rcu.RcuCore}), or rcuc instead of it ({@link dev.lull.engine.linux.rcu.RcuCpuKthread}). Come in through
 * {@link dev.lull.engine.linux.rcu.Rcu}. Models kernel/rcu/rcu_segcblist.c and kernel/rcu/tree.c, v5.12 to v5.14. RCU's promise
 * to readers is watched by {@link dev.lull.engine.linux.rcu.Guarantee}, which trusts none of the numbers here.
 *
 * <p>Coarser than the kernel: a walk up the tree (rcu_start_this_gp(), rcu_report_qs_rnp()) is one step, so the locks
 * of inner nodes are never contended; a CPU's quiescent state is noted and reported in one step; a leaf's lock is
 * never held from one step to the next, so it is not modelled as a lock. A CPU notes that a grace period has begun or ended
 * only while it has callbacks that wait: nothing else depends on it. A batch has no time limit, and what would be left to
 * ksoftirqd waits for the next tick. Preempting a reader, and its last unlock, are one step each. rcu_barrier()'s interrupt
 * begins where a softirq could, and so does an expedited grace period's; the latter has one mutex for its funnel, and its reports
 * stay at the leaves.
 *
 * CPUs come and go where the machine says so: what is hung into the hotplug ladder are {@link
 * dev.lull.engine.linux.rcu.RcutreePrepareCpu}, {@link dev.lull.engine.linux.rcu.RcuCpuStarting}, {@link
 * dev.lull.engine.linux.rcu.RcuReportDead}, {@link dev.lull.engine.linux.rcu.MigrateCallbacks} and {@link
 * dev.lull.engine.linux.rcu.RcutreeDeadCpu}; {@code ofl_lock} orders nothing here that a step does not.
 *
 * rcutree_online_cpu() and rcutree_offline_cpu() change affinities and ->ffmask, rcutree_dying_cpu() traces: none of these is here.
 *
 * <p>Not modelled here: priority boosting; synchronize_rcu()'s own list of v6.10 (rcu_normal_wake_from_gp), kfree_rcu()'s batches. A stall is a finding ({@code check.Stalls}), not an event.
 *
 * <p>Knows: linux, linux.hotplug, machine, memory, time, trace. Known by: linux.nocb, system, check, run, explore.
 */
package dev.lull.engine.linux.rcu;

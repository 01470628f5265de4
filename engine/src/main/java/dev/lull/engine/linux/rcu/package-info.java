/**
 * RCU's core: segmented callback lists, the rcu_node tree, the grace-period kthread, quiescent states. Come in through
 * {@link dev.lull.engine.linux.rcu.Rcu}. Models kernel/rcu/rcu_segcblist.c and kernel/rcu/tree.c, v5.12 to v5.14.
 *
 * <p>Coarser than the kernel: a walk up the tree (rcu_start_this_gp(), rcu_report_qs_rnp()) is one step, so the locks
 * of inner nodes are never contended; a CPU's quiescent state is noted and reported in one step; a leaf's lock is
 * never held from one step to the next, so it is not modelled as a lock.
 *
 * <p>Not modelled here: CPU hotplug (all CPUs stay online), preempted readers, expedited grace periods, callbacks of
 * CPUs that are not offloaded, stall warnings.
 *
 * <p>Knows: linux, machine, memory, trace. Known by: linux.nocb, system, check, run, explore.
 */
package dev.lull.engine.linux.rcu;

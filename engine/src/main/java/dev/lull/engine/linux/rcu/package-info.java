/**
 * RCU's core: segmented callback lists, the rcu_node tree, the grace-period kthread, quiescent states, and callbacks of CPUs
 * that are not offloaded: call_rcu() ({@link dev.lull.engine.linux.rcu.CallRcuCore}), the tick that looks for work ({@link
 * dev.lull.engine.linux.rcu.RcuTick}) and the softirq that does it ({@link dev.lull.engine.linux.rcu.RcuCore}), or rcuc instead of it ({@link dev.lull.engine.linux.rcu.RcuCpuKthread}). Come in through
 * {@link dev.lull.engine.linux.rcu.Rcu}. Models kernel/rcu/rcu_segcblist.c and kernel/rcu/tree.c, v5.11 to v6.12; what
 * differs between these is asked for as a {@link dev.lull.engine.linux.Fix}, and so are a few mistakes of older kernels. RCU's promise
 * to readers is watched by {@link dev.lull.engine.linux.rcu.Guarantee}, which trusts none of the numbers here.
 *
 * <p>Where to find what, C function by C function. rcu_segcblist.c: {@code SegCbList}, of which each segment is a list of its own.
 * rcu_accelerate_cbs(), rcu_advance_cbs(), rcu_start_this_gp(): {@code Rcu}; rcu_gp_kthread() with rcu_gp_init(), rcu_gp_fqs_loop(),
 * force_qs_rnp() and rcu_gp_cleanup(): {@code GpKthread}, GP1 to GP8 in the order of its labels; rcu_implicit_dynticks_qs() on a CPU that
 * has not been idle, rcu_disable_urgency_upon_qs(), rcu_all_qs(): {@code UrgentQs}; rcu_irq_enter_check_tick(): {@code ReschedIpi}; rcu_stall_kick_kthreads(): {@code KickKthreads}; rcu_report_qs_rdp(): {@code
 * QuiescentStates}; rcu_report_qs_rnp() above the leaf: {@code ReportUp}, for the kthread's own reports {@code GpKthread.REPORT_UP};
 * rcu_note_context_switch() and rcu_read_unlock_special(): {@code BlockedReader}; note_gp_changes(): {@code RcuData};
 * rcu_sched_clock_irq() with rcu_pending(): {@code RcuTick}; rcu_core() with rcu_do_batch(): {@code RcuCore}, its time limit {@code
 * BatchTime}, its blimit {@code Overload}; rcu_cpu_kthread(): {@code RcuCpuKthread}; __call_rcu() with __call_rcu_core(): {@code
 * CallRcuCore}; check_cb_ovld(): {@code OverloadedCpus}; rcu_barrier(): {@code RcuBarrier}, from v5.18 {@code RcuBarrierPerCpu}, what they share {@code BarrierText, Barrier, BarrierHandler};
 * synchronize_rcu(): {@code SynchronizeRcu}; synchronize_rcu_expedited(): {@code SynchronizeRcuExpedited, Expedited}.
 *
 * <p>Coarser than the kernel. rcu_start_this_gp() is one step on all levels: it is called with the leaf's lock and often with a
 * {@code ->nocb_lock} held all the while, and what it looks at on the way up are marks that it alone sets and that clean-up reads
 * under the same locks. An rcu_node's lock is never held from one step to the next, so nobody is ever
 * turned away from it; but each text says where it has it ({@code passing}), and that its words are not written without is watched. A CPU's quiescent state is noted and reported to its leaf in one step, from the tick: there is no {@code
 * ->cpu_no_qs} between them, and no softirq for it; where grace periods are cut coarsely, or the root is the only node, the
 * whole way up is that step. A preempted reader's queueing, and its last unlock with all reports, are one step each. A CPU notes
 * that a grace period has begun or ended only while it has callbacks that wait: nothing else here depends on it, for a report
 * is made only while the leaf awaits it. {@code rcu_state.gp_state} and {@code ->gp_activity} are not
 * kept. Nothing here loses the kthread's wakeup but a fault ({@code fail("fqs_timeout")}), which {@code rcu_kick_kthreads} makes up for. The wait for quiescent states ends
 * by time when a timer sets RCU_GP_FLAG_FQS. Where a run has no clock, nobody scans by time, and a CPU that is idle or in user space
 * passes its quiescent states by moves like any other. Only where a CPU stays in the kernel with its tick off do scans go on there, too, and
 * all but the first find the grace period old enough for {@code ->rcu_urgent_qs}, {@code ->rcu_need_heavy_qs} and resched_cpu() at
 * once. resched_cpu() is for CPUs whose tick is off: others look each tick anyway. {@code ->last_fqs_resched} begins anew with each
 * interrupt sent, and not where the CPU notes a grace period. rcu_note_context_switch() does not look at {@code
 * ->rcu_need_heavy_qs}, as with PREEMPT_RCU it does not; cond_resched() looks only where a load says that it does. A forced tick finds
 * no deferred wakeup on an offloaded CPU, unless the scenario has it take ticks. A softirq that is raised again from within
 * goes round ten times, and then waits for the next tick: there is no ksoftirqd, whose share of the CPU would be the scheduler's to
 * decide. While the idle task is interrupted, a batch is limited by time only, and by that only where a run has a clock.
 * rcu_barrier()'s interrupt begins where a softirq could, and so does an expedited grace period's; the latter has one mutex for its
 * funnel, and its reports stay at the leaves.
 *
 * <p>What is freed by callbacks can be modelled, too: {@link dev.lull.engine.linux.rcu.RcuObject}, with what CONFIG_DEBUG_OBJECTS_RCU_HEAD and
 * KASAN would notice of it, and {@link dev.lull.engine.linux.rcu.QueueAgain}, a callback that calls call_rcu() itself.
 *
 * <p>CPUs come and go where the machine says so: what is hung into the hotplug ladder are {@link
 * dev.lull.engine.linux.rcu.RcutreePrepareCpu}, {@link dev.lull.engine.linux.rcu.RcuCpuStarting}, {@link
 * dev.lull.engine.linux.rcu.RcuReportDead}, {@link dev.lull.engine.linux.rcu.MigrateCallbacks} and {@link
 * dev.lull.engine.linux.rcu.RcutreeDeadCpu}; {@code ofl_lock} orders nothing here that a step does not.
 *
 * rcutree_online_cpu() and rcutree_offline_cpu() change affinities and ->ffmask, rcutree_dying_cpu() traces: none of these is here.
 *
 * A CPU that is offline and has another wake a SCHED_FIFO kthread (v6.8) does so in one step, where the C sends an interrupt for it.
 *
 * <p>Not modelled here: priority boosting; gp_seq's wrapping round ({@code ->gpwrap}); strict grace periods; synchronize_rcu()'s own
 * list of v6.10 (rcu_normal_wake_from_gp); kfree_rcu()'s batches. A stall is a finding ({@code check.Stalls}), not an event.
 *
 * <p>Knows: linux, linux.hotplug, machine, memory, time, trace. Known by: linux.nocb, system, check, run, explore.
 */
package dev.lull.engine.linux.rcu;

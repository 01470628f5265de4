/**
 * Callback offloading: call_rcu() on an offloaded CPU, lazy or not, the bypass list, deferred wakeups, the rcuog and rcuop
 * kthreads and their timers, polling; CPUs that are offloaded and de-offloaded at run time, and kthreads that cannot be created.
 * Come in through {@link dev.lull.engine.linux.nocb.Offloading}. Models kernel/rcu/tree_plugin.h, v5.11 to v5.13, and
 * kernel/rcu/tree_nocb.h, v5.14 to v6.12; where these differ the text asks for a {@link dev.lull.engine.linux.Fix}.
 *
 * <p>Each text is one C function, each label one atomic step of it. Kept apart on purpose, because races live there: the
 * stores of a bypass enqueue ({@code TryBypass.COUNT, APPEND, COUNT_LAZY, STAMP}), arming the deferred wakeup's timer and
 * setting {@code ->nocb_defer_wakeup} ({@code DeferWakeup.ARM, MARK}), the scan's clearing of the same two words ({@code
 * NocbGpWait.CLEAR_DEFER, CANCEL_TIMER}), dropping {@code ->nocb_lock} and taking {@code ->nocb_gp_lock} ({@code
 * WakeNocbGp.UNLOCK, DECIDE}), a timer's expiry and its handler.
 *
 * <p>Where to find what, C function by C function: __call_rcu(), from v6.11 call_rcu_nocb(): {@code CallRcu};
 * rcu_nocb_try_bypass(): {@code TryBypass}; __call_rcu_nocb_wake(): {@code NocbWake}; wake_nocb_gp(): {@code WakeNocbGp};
 * wake_nocb_gp_defer(): {@code DeferWakeup}, from v5.14 one step, {@code NocbText.deferOnLeader}; do_nocb_deferred_wakeup()
 * and nocb_timer's handler: {@code DeferredWakeup}; nocb_bypass_timer's: {@code BypassTimer}; the points at which a CPU does its own
 * deferred wakeups: {@code RescueEdges}, and step by step, on the way into idle, user space or a guest, {@code KernelExit}; nocb_gp_wait() with
 * nocb_gp_update_state() and nocb_gp_toggle_rdp(): {@code NocbGpWait}; nocb_cb_wait() with rcu_do_batch(): {@code NocbCbWait};
 * rcu_core() of a CPU whose offloading changes: {@code NocbRcuCore}; rcu_nocb_cpu_offload() and rcu_nocb_cpu_deoffload():
 * {@code ToggleOffload}; rdp_offload_toggle(): {@code OffloadToggle}; rcu_nocb_rdp_offload() and rcu_nocb_rdp_deoffload():
 * {@code RdpOffload, RdpDeoffload}, from v6.12 {@code RdpOffloadOffline, RdpDeoffloadOffline}; rcu_spawn_cpu_nocb_kthread():
 * {@code SpawnNocbKthread}; lazy_rcu_shrink_scan(): {@code LazyShrinker}; rcu_barrier_func(), rcu_barrier_entrain(): {@code
 * NocbBarrierHandler}.
 *
 * <p>Coarser than the kernel: {@code ->nocb_gp_lock} is taken and dropped within one step everywhere, so nobody ever finds it
 * taken; up to v6.8 call_rcu()'s caller turns interrupts on again in one step with the unlock or the return; rcuop's momentary
 * quiescent state (OP1) and rcuog's cond_resched() (OG11) have no effect in this model and are no steps; of early boot, when
 * no bypass list is used (TB2) and callbacks wait for kthreads, there is nothing. The leaf's lock is free whenever it is asked
 * for, so rcu_advance_cbs_nowake() and rcuop's trylock never fail: they only put off what is done here. Who waits for {@code
 * ->nocb_lock} turns interrupts off when it gets the lock, not before: no softirq that may come in between takes a lock that
 * somebody on this CPU holds. {@code ->lazy_len} is read in one step with the bypass list's length. Of a batch in rcuop only
 * the time limit that v5.12 to v5.16 gave it by mistake is kept, in jiffies; its blimit is not raised under overload, which it
 * would not heed anyway. rcuop says WokeEmpty never: nothing wakes it but what it waits for. The lazy timer fires when it is
 * due, where the timer wheel rounds ten seconds up by as much as 64 jiffies. A callback that calls call_rcu() itself ({@link
 * dev.lull.engine.linux.rcu.QueueAgain}) queues on its rcuop's own CPU, where Linux lets rcuop be anywhere; bottom halves then stay off up
 * to the next callback. Not modelled: the shrinker's count of how much it is to get back; v6.12's deferral of wakeups
 * that call_rcu() finds due on a CPU that is offline already; memory barriers (steps are sequentially consistent), {@code ->nocb_lock_contended}.
 *
 * <p>Of run-time changes. Who asks for a change and the worker that does it on the CPU (work_on_cpu()) are one task, which
 * waits while the CPU has interrupts off. {@code rcu_nocb_lock()} asks whether to lock and takes the lock in one step, but for
 * rcuog's scan ({@code NocbGpWait.LOCK, SPIN}) and rcu_core() before v5.17; {@code rcu_nocb_unlock()} asks for itself. Of a
 * group's list only who is on it is kept: a scan that meets a change while it lasts does not lose its place, and v5.17's
 * list_del_rcu() without a grace period is one step. A CPU that is not offloaded for the time being enqueues without
 * __call_rcu_core() (CR6): its next tick finds the callback, and it hurries no grace period. rcu_core() of such a CPU ({@code
 * NocbRcuCore}, in rcuc with {@code use_softirq=0}, where whoever else is on the CPU may come in between any two steps) is
 * raised by a tick whenever it would find something to do, and has no limit to its batch. kthread_park() of a kthread that has
 * just been created is one step. CPUs that come and go are {@code linux.hotplug}'s; what is hung into its ladder here is the
 * creation of kthreads and {@link dev.lull.engine.linux.nocb.NocbMigrateCallbacks}. -EBUSY of v5.12 for an offline
 * CPU with callbacks is not modelled.
 *
 * <p>Derived, not reported upstream as far as we know: {@link dev.lull.engine.linux.Fix#TOGGLE_TAKEN_BACK}; nocb_bypass_timer's handler of v5.12
 * and v5.13 on a leader that has just been de-offloaded (zoo, Z13a).
 *
 * <p>Knows: linux, linux.hotplug, linux.rcu, machine, memory, trace. Known by: system, check, run, explore.
 */
package dev.lull.engine.linux.nocb;

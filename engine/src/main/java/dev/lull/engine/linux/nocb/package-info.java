/**
 * Callback offloading: call_rcu() on an offloaded CPU, the bypass list, deferred wakeups, the rcuog and rcuop kthreads
 * and their timers; CPUs that are offloaded and de-offloaded at run time, and kthreads that cannot be created. Come in
 * through {@link dev.lull.engine.linux.nocb.Offloading}. Models kernel/rcu/tree_plugin.h, v5.11 to v5.13, and
 * kernel/rcu/tree_nocb.h, v5.14 to v6.1; where these differ the text asks for a {@link dev.lull.engine.linux.Fix}.
 *
 * <p>Each text is one C function, each label one atomic step of it. Kept apart on purpose, because races live there:
 * the three stores of a bypass enqueue ({@code TryBypass.COUNT, APPEND, STAMP}), arming the deferred wakeup's timer and
 * setting {@code ->nocb_defer_wakeup} ({@code DeferWakeup.ARM, MARK}), the scan's clearing of the same two words
 * ({@code NocbGpWait.CLEAR_DEFER, CANCEL_TIMER}), dropping {@code ->nocb_lock} and taking {@code ->nocb_gp_lock}
 * ({@code WakeNocbGp.UNLOCK, DECIDE}), a timer's expiry and its handler.
 *
 * <p>Coarser than the kernel: {@code ->nocb_gp_lock} is taken and dropped within one step everywhere, so it is not a lock
 * here; call_rcu()'s caller turns interrupts on again in one step with the return; rcuop's momentary quiescent state
 * and rcuog's cond_resched() have no effect in this model and are no steps; rcuop keeps bottom halves off from one
 * callback of a batch to the next, where the C lets a softirq or another task in. The leaf's lock is free whenever it is
 * asked for, so rcu_advance_cbs_nowake() and rcuop's trylock never fail: they only put off what is done here. Who waits
 * for {@code ->nocb_lock} turns interrupts off when it gets the lock, not before: no softirq that may come in between
 * takes a lock that somebody on this CPU holds. Not modelled: {@code rcu_nocb_poll}; lazy callbacks
 * (v6.2), parked rcuops (v6.11), CPUs toggled only while offline (v6.12); idle, user and guest entry as rescue edges of their own, for
 * which {@code RescueEdges} has one switch; call_rcu() from inside a callback, memory barriers (steps are sequentially
 * consistent), {@code ->nocb_lock_contended}.
 *
 * <p>Of run-time changes. Modelled from v5.14 on: v5.12 and v5.13 have a level OFF of {@code ->nocb_defer_wakeup} besides.
 * Who asks for a change and the worker that does it on the CPU (work_on_cpu()) are one task, which waits while the CPU has
 * interrupts off. {@code rcu_nocb_lock()} asks whether to lock and takes the lock in one step, but for rcuog's scan ({@code
 * NocbGpWait.LOCK, SPIN}), the only place where the answer can change in between; {@code rcu_nocb_unlock()} asks for itself.
 * Of a group's list only who is on it is kept: a scan that meets a change while it lasts does not lose its place.
 * rcu_core() of such a CPU ({@code NocbRcuCore}, in rcuc with {@code use_softirq=0}, where whoever else is on the CPU may come in between
 * any two steps) is raised by a tick whenever it would find something to do, and has no
 * limit to its batch. Of bringing a CPU up there are the hotplug lock, the kthreads and being online; {@code
 * ->nocb_gp_kthread_mutex} is there before v5.18, too. Not modelled: offline CPUs going down again.
 *
 * <p>Knows: linux, linux.rcu, machine, memory, trace. Known by: system, check, run, explore.
 */
package dev.lull.engine.linux.nocb;

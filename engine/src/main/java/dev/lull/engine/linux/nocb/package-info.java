/**
 * Callback offloading: call_rcu() on an offloaded CPU, the bypass list, deferred wakeups, the rcuog and rcuop kthreads
 * and their timers. Come in through {@link dev.lull.engine.linux.nocb.Offloading}. Models kernel/rcu/tree_plugin.h,
 * v5.12 and v5.13, and kernel/rcu/tree_nocb.h, v5.14; where these differ the text asks for a {@link
 * dev.lull.engine.linux.Fix}.
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
 * takes a lock that somebody on this CPU holds. Not modelled: {@code rcu_nocb_poll}, CPUs
 * that are (de-)offloaded at run time, call_rcu() from inside a callback, memory barriers (steps are sequentially
 * consistent), {@code ->nocb_lock_contended}.
 *
 * <p>Knows: linux, linux.rcu, machine, memory, trace. Known by: system, check, run, explore.
 */
package dev.lull.engine.linux.nocb;

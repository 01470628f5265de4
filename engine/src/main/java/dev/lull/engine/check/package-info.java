/**
 * What a run may not do, as watchers: they look at a machine or a {@link dev.lull.engine.system.LinuxSystem} and return a
 * {@link dev.lull.engine.model.Finding}; nothing in the models knows them.
 *
 * <p>For any machine: {@link dev.lull.engine.check.Deadlock} (who waits for whom in a circle, in one state), {@link
 * dev.lull.engine.check.LockOrder} (lockdep, over any number of runs), {@link dev.lull.engine.check.Guards} (words touched
 * without their lock). What a machine notices by itself it blames: unlocking what one does not hold, sleeping in atomic
 * context. For Linux: {@link dev.lull.engine.check.AtRest}, {@link
 * dev.lull.engine.check.Stalls}.
 *
 * <p>Knows: linux, linux.hotplug, linux.nocb, linux.rcu, machine, memory, model, system. Known by: run, explore.
 */
package dev.lull.engine.check;

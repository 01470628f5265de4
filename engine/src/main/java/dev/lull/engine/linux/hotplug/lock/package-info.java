/**
 * The hotplug lock, "no CPU comes or goes", as Linux has had it: a count under a mutex ({@link
 * dev.lull.engine.linux.hotplug.lock.CpuHotplug}, {@code kernel/cpu.c} up to v4.12), a reader-writer semaphore with counts per CPU ({@link
 * dev.lull.engine.linux.hotplug.lock.PercpuRwsem} over {@link dev.lull.engine.linux.hotplug.lock.RcuSync}, {@code
 * kernel/locking/percpu-rwsem.c} and {@code kernel/rcu/sync.c}, v5.7 and later), and a pin for each CPU ({@link
 * dev.lull.engine.linux.hotplug.lock.HotplugPcp}, the -rt patches of 2011 to 2017).
 *
 * <p>Coarser than the kernel: the first form is that of v2.6.25 to v3.18, where leaving takes the mutex, too. In the second, memory is
 * sequentially consistent, so the barriers are nothing; the wait queue's lock is held for whole steps; a grace period is the wait
 * for everybody who had preemption off when it began, unless there is a model of RCU, whose grace periods are waited for then. In the third, everything with preemption off is one step.
 *
 * <p>Knows: machine, memory. Known by: linux.hotplug, linux.hotplug.contention, linux.hotplug.rt, system.
 */
package dev.lull.engine.linux.hotplug.lock;

/**
 * Cpusets when a CPU comes or goes: who tells them, when they know, and what user space sees meanwhile. Come in through
 * {@link dev.lull.engine.linux.cpuset.CpuChange}. Models {@code kernel/cgroup/cpuset.c} and the ends of {@code _cpu_up()} and
 * {@code _cpu_down()} in {@code kernel/cpu.c}, v3.8 to v6.10, one {@link dev.lull.engine.linux.cpuset.Reaction} for each way
 * it has been done or proposed.
 *
 * <p>Coarser than the kernel: one CPU comes or goes, and the state ladder between the hotplug lock's two ends is two steps, the
 * online and the active bit. The hotplug lock is the machine's reader-writer semaphore, not the per-CPU counts of {@code
 * linux.hotplug.lock}. sched_setaffinity() is one step, since it takes none of the locks in question. The
 * work takes cgroup_mutex at its first step, as the changelog of b22afcdf04c9 argues; the code of 2021 took the cpusets' own lock
 * there and cgroup_mutex only for v1 cpusets that have become empty, so both can be asked for.
 *
 * <p>Derived, not reported upstream: that a flush under the lock deadlocks even with nobody in cgroups, since the work's
 * last part, rebuilding the scheduling domains, reads the hotplug lock.
 *
 * <p>The top cpuset is on the hotplug ladder, too, for scenarios that ask for it ({@link dev.lull.engine.linux.cpuset.LadderCpusets}): there its
 * work is a work of {@code linux.workqueue}, queued on the pool of the very CPU that goes, and the hotplug lock has any of its forms.
 *
 * <p>Knows: linux, linux.hotplug, linux.workqueue, machine, memory, model. Known by: system, zoo.
 */
package dev.lull.engine.linux.cpuset;

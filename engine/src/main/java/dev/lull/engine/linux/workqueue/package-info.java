/**
 * Workqueues: work items that are queued on a CPU's pool and executed by that pool's worker, wherever this is. Come in through {@link
 * dev.lull.engine.linux.workqueue.WorkerPool}. Models system_wq and its per-CPU pools, kernel/workqueue.c, v3.10 to v6.8.
 *
 * <p>When a CPU goes, its pool's worker is unbound ({@link dev.lull.engine.linux.workqueue.UnbindWorkers}) and works on other CPUs;
 * what is queued is not moved. When the CPU comes back the worker is bound again.
 *
 * <p>Coarser than the kernel: a pool has one worker, so that a work that sleeps holds up those behind it, where Linux would wake another;
 * {@code pool->lock} is held for whole steps; {@code max_active} is never reached; there is no rescuer, since memory is not short.
 *
 * <p>Knows: machine, memory. Known by: check, linux.cpuset, system.
 */
package dev.lull.engine.linux.workqueue;

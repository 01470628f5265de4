/**
 * CPU hotplug: the ladder of rungs that a CPU climbs to come online and leaves to go offline, who climbs which part of it, rollback,
 * and the hotplug lock. Come in through {@link dev.lull.engine.linux.hotplug.CpuHotplug}. Subsystems hang their functions into the
 * {@link dev.lull.engine.linux.hotplug.Ladder}; none of them is known here but the scheduler's own. Models kernel/cpu.c, v5.10 to
 * v6.1, with the rungs numbered as in v6.1.
 *
 * <p>A rung that fails, whether hotplug/fail names it or its function says so, turns round who climbs: back to where the operation
 * began. The lock stands behind {@link dev.lull.engine.linux.hotplug.HotplugLock}: {@link dev.lull.engine.linux.hotplug.SemaphoreLock}, a
 * step for each of its functions, unless {@link dev.lull.engine.linux.Linux#hotplugLock} asks for one of the forms that Linux has had,
 * step by step: {@link dev.lull.engine.linux.hotplug.RefcountLock}, {@link dev.lull.engine.linux.hotplug.PercpuLock} or {@link
 * dev.lull.engine.linux.hotplug.PinLock}.
 *
 * <p>Coarser than the kernel: _cpu_up() and _cpu_down() are one text. stop_machine() with everything that is done to the dying CPU
 * is one step, taken when no context anywhere is in a softirq, holds a spinlock or has interrupts or bottom halves off. Booting is a
 * step and the CPU's idle task. Parked kthreads are asleep, but for the one smpboot thread of a scenario that asks for it ({@link
 * dev.lull.engine.linux.hotplug.Smpboot}), which parks and is unparked step by step; where a kernel without {@code
 * Fix.SCHED_WAIT_EMPTY} is asked for, only that thread is moved when the CPU dies. hrtimers are there where somebody's CPU time is limited. Tasks that are pinned to a CPU are not pushed away once it is no
 * longer active: they begin nothing new, the way down waits until they sleep, and who wakes later goes on elsewhere. One CPU stays online for ever, and controls the others.
 *
 * <p>Not modelled: multi-instance rungs, rungs registered at run time, suspend, sysfs and its device locks (which {@code linux.cpuset} has), a CPU that refuses to be disabled.
 *
 * <p>Knows: linux, linux.hotplug.lock, machine, memory, trace. Known by: check, linux.nocb, linux.rcu, run, system.
 */
package dev.lull.engine.linux.hotplug;

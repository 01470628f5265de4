/**
 * A CPU goes down under the -rt patches of 2011 and 2012: what the notifiers wait for, who is pinned to the CPU, and how they come
 * to wait for each other. Come in through {@link dev.lull.engine.linux.hotplug.rt.RtDown}: one {@link
 * dev.lull.engine.linux.hotplug.rt.Scene} under one {@link dev.lull.engine.linux.hotplug.rt.Design}. Models _cpu_down() with its notifiers and the
 * unplug code in {@code kernel/cpu.c}, v3.0-rt to v4.9-rt, and the plan of March 2012.
 *
 * <p>Coarser than the kernel: one notifier, which does one thing; stop_machine() is one step; unplug_sync() takes hp-&gt;lock and
 * sets grab_lock in one step, and unplug_done() with cpu_hotplug_done() is another. A task that is not pinned and whose CPU is
 * gone goes on elsewhere; what it would pin there is not looked at.
 *
 * <p>Derived, not reported upstream: that the rework of 2012 deadlocks when a CPU_DEAD notifier needs a lock whose holder waits to be
 * pinned, since grab_lock is dropped only after those notifiers.
 *
 * <p>Knows: linux.hotplug.lock, machine, memory, model. Known by: zoo.
 */
package dev.lull.engine.linux.hotplug.rt;

/**
 * A scenario made real: {@link dev.lull.engine.system.LinuxSystem} builds the machine, boots Linux on it and connects the
 * load. All drivers start from here, so they run the very same model.
 *
 * <p>Knows: linux, linux.cpuset, linux.hotplug, linux.hotplug.lock, linux.nocb, linux.rcu, linux.workqueue, machine, memory, scenario, trace. Known by: check, run, explore.
 */
package dev.lull.engine.system;

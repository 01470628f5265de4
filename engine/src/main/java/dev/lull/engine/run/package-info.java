/**
 * Drivers in which something outside decides the next move: {@link dev.lull.engine.run.Script} plays numbered steps, {@link
 * dev.lull.engine.run.Simulation} lets virtual time decide. Both leave the path they took, which the explorer accepts.
 *
 * <p>Knows: chance, check, linux, linux.hotplug, linux.nocb, linux.rcu, machine, memory, model, scenario, system, time, trace. Known by: explore, zoo.
 */
package dev.lull.engine.run;

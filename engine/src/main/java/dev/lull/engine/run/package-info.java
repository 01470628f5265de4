/**
 * Drivers in which something outside decides the next move: {@link dev.lull.engine.run.Script} plays numbered steps, {@link
 * dev.lull.engine.run.Simulation} lets virtual time decide. Both leave the path they took, which the explorer accepts.
 *
 * <p>A timed run's scheduler ({@code RunQueues}) is simpler than Linux's: queues in the order of arrival, a slice looked at in the tick, idle CPUs
 * that take over who waits on busy ones (newidle_balance(), nohz_balancer_kick()) at once and for nothing. nohz_full CPUs have no tick while
 * they run one task, and kthreads that belong to no CPU leave them alone.
 *
 * <p>Knows: chance, check, linux, linux.hotplug, linux.nocb, linux.rcu, machine, memory, model, scenario, system, time, trace. Known by: explore, zoo.
 */
package dev.lull.engine.run;

/**
 * Any model under virtual time: each task has a CPU of its own, and each step takes as long as a price list says. Come in
 * through {@link dev.lull.engine.timed.TimedModel}. It serves models that are put together from machine parts; a whole Linux
 * under load, whose tasks share CPUs, is {@code run}'s.
 *
 * <p>Coarser than the machine: no jiffies pass, so timers never fire; nobody is preempted.
 *
 * <p>Knows: chance, machine, memory, model, run, time. Known by: zoo.
 */
package dev.lull.engine.timed;

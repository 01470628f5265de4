/**
 * Bugs that Linux has had, each as a switch: a question that finds it, and the same question to code that has not got it. Come
 * in through {@link dev.lull.engine.zoo.Zoo}.
 *
 * <p>Most are asked of the models of Linux that everything else here runs on, with a {@link dev.lull.engine.linux.Fix} left out. A
 * few are asked of a model of the race alone, with the Linux around it left out: what they take for granted is only what they
 * name ({@code Barriers}, {@code CoreRaces}). What shows only as lost time or useless work is measured in a timed run.
 *
 * <p>Z and a number is an entry of the reference on callbacks and grace periods, H one of the reference on CPUs that come and go ({@code
 * LadderBugs} on the ladder; {@code HotplugOrders}, {@code HotplugRaces} and the models of {@code linux.cpuset} and {@code linux.hotplug.rt}), S one of the reference on SRCU.
 *
 * <p>Not in the zoo is nothing of the reference's list: Z18 is asked of the ladder, too, with the real-time bandwidth's timer.
 *
 * <p>Derived here, and not reported upstream: Z15 takes an rcu_core() that is preempted in the middle of a batch (rcuc), since
 * barrier_mutex keeps rcu_barrier() away while a CPU's offloading changes; and then the barrier's callback, which goes straight to
 * the ready ones, may be stranded with nobody told (Z15a). So Z15 is asked of code in which that is mended.
 *
 * <p>Knows: explore, linux, linux.cpuset, linux.hotplug.contention, linux.hotplug.rt, linux.srcu, machine, measure, memory, model, run, run.srcu, scenario, time, timed, trace. Known by: nobody in the engine.
 */
package dev.lull.engine.zoo;

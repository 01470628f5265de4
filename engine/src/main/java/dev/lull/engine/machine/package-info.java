/**
 * The simulated machine as one transition system: CPUs with their irq and softirq state, tasks, kthreads, timers,
 * spinlocks and wait queues over {@link dev.lull.engine.memory.Memory}. Come in through {@link
 * dev.lull.engine.machine.Machine}: {@code moves()} says what could happen next, {@code take(move)} does it. It has no
 * clock and no policy; who chooses the next move is a driver, in {@code run} or {@code explore}.
 *
 * <p>Program text is {@link dev.lull.engine.machine.Code}: an enum of labels and a switch, one label one atomic step.
 * A step that cannot go on (a contended spinlock) leaves the memory as it was: that is what spinning is here.
 *
 * <p>Two placements. {@code FLOATING}: each kthread has a CPU of its own outside the modelled ones, so it may always
 * run and may always be left waiting, which is how an argument about races sees it. {@code PLACED}: kthreads share the
 * modelled CPUs, and switching between them is a move; timed runs use it.
 *
 * <p>Locks are {@link dev.lull.engine.machine.SpinLock}, {@link dev.lull.engine.machine.Mutex} and {@link
 * dev.lull.engine.machine.RwSemaphore}. Who waits for one of the latter two sleeps, tries again once woken and may find that
 * another was quicker, as in Linux; none of them hands the lock over.
 *
 * <p>Memory comes and goes, too ({@link dev.lull.engine.machine.Allocation}): freed twice, or touched once it is freed, it is a
 * finding, in a model of one's own as in Linux's.
 *
 * <p>CPUs come and go if the machine is told so ({@link dev.lull.engine.machine.OnlineCpus}): an offline one takes no softirqs, its
 * timers do not fire, and what was pinned there goes on elsewhere. A task may be given a limit on its CPU time ({@link
 * dev.lull.engine.machine.Bandwidth}), and SCHED_FIFO tasks one together ({@link dev.lull.engine.machine.RtBandwidth}).
 *
 * <p>Not modelled: hard interrupts other than through what they start (timers, ticks), nested softirqs, ksoftirqd,
 * several softirq vectors in one pass, priorities but for SCHED_FIFO tasks' in timed runs. A timer's handler is not preempted by the task below it.
 *
 * <p>Knows: memory, trace. Known by: linux.srcu, linux.hotplug, linux.nocb, linux.rcu, model, system, check, run, explore, zoo.
 */
package dev.lull.engine.machine;

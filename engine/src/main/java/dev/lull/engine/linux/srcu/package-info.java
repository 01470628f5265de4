/**
 * Tree SRCU: readers that may sleep, and those who wait for them. Come in through {@link
 * dev.lull.engine.linux.srcu.SrcuScenario}: an {@link dev.lull.engine.linux.srcu.Srcu} (version, CPUs, parameters) with load on it,
 * which is a definition to explore; {@link dev.lull.engine.linux.srcu.SrcuSystem} is what it builds, {@link
 * dev.lull.engine.linux.srcu.SrcuStruct} the domain. Models kernel/rcu/srcutree.c, v5.19 to v6.12. It stands on the machine alone: SRCU
 * needs nothing of RCU's core.
 *
 * <p>Coarser than the kernel: a work item has a kworker to itself, which may always run, since {@code rcu_gp_wq} has a rescuer and never
 * executes an item twice at a time; the grace-period worker counts as one of CPU 0. What is done under {@code sup->lock} or a
 * srcu_data's lock is one step after the lock was taken, but for call_srcu(), whose two looks at the grace period are apart; what is done
 * under a node's lock is one step with taking it. Interrupts are not modelled: nothing here is called from one. cleanup_srcu_struct()
 * sums all counters in one step, for nobody may use the domain by then. {@code srcu_idx} and the fields that init_srcu_struct_fields()
 * sets before anybody can know of the domain are set in few steps. The tree has at most two levels. A domain is numbered from 0.
 *
 * <p>Not modelled: a weaker memory model, so that the barriers A to E are no steps; counters that wrap; polled grace periods; the
 * NMI-safe flavour and those of 6.13 on; nested sections of one task in one domain; boot before workqueues. CPU hotplug needs no model:
 * SRCU looks at all possible CPUs and has no notifier.
 *
 * <table>
 * <caption>The reference's properties of SRCU, and what holds each</caption>
 * <tr><th>property</th><th>held by</th></tr>
 * <tr><td>P-gp, P-gp-sync</td><td>{@code SrcuPromise}: who was inside when a grace period, or a wait, began has left when it ends. It fails
 *     without the first scan, and without the flip ({@code SrcuExploredTest})</td></tr>
 * <tr><td>P-cb</td><td>{@code SrcuRules} at rest, and as owed under fairness: no callback is left; {@code SrcuHeads}: none is invoked twice. It
 *     fails in zoo S1 to S4 and S8</td></tr>
 * <tr><td>P-barrier</td><td>{@code SrcuPromise}: what was queued when a barrier began has been invoked when it returns</td></tr>
 * <tr><td>P-count</td><td>{@code SrcuRules} at rest, per bank</td></tr>
 * <tr><td>P-init, P-alloc</td><td>{@code SrcuHeap}, which blames a pointer that leads nowhere or to what is freed, and a double free; {@code
 *     SrcuRules}: no dangling pointer, and nothing leaked at rest. They fail in zoo S6 and S7, and in most rows of the table of variants</td></tr>
 * <tr><td>P-size</td><td>{@code SrcuRules}: whoever needs the tree has one; that sizes follow one another is how GpEnd takes the next</td></tr>
 * <tr><td>P-one-ahead</td><td>{@code SrcuPromise}: grace periods that start while callbacks are being scheduled</td></tr>
 * <tr><td>P-burn</td><td>{@code SrcuRules}: looks without a delay in one scan. It fails in zoo S5</td></tr>
 * <tr><td>P-order</td><td>not held: steps are sequentially consistent</td></tr>
 * </table>
 *
 * <p>Knows: machine, memory, model, time, trace. Known by: run.srcu, zoo.
 */
package dev.lull.engine.linux.srcu;

/**
 * Virtual time: {@link dev.lull.engine.time.Nanos} at public doors, the tick rate {@link dev.lull.engine.time.Hz}, and
 * the queue of what happens when in a timed run ({@link dev.lull.engine.time.EventQueue}). Real time never comes in.
 *
 * <p>Knows: nothing. Known by: linux, linux.rcu, linux.srcu, scenario, trace, run, measure, zoo.
 */
package dev.lull.engine.time;

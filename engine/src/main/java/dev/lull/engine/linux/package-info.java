/**
 * What all models of Linux share: which kernel it is ({@link dev.lull.engine.linux.KernelVersion}, {@link
 * dev.lull.engine.linux.Fix}) and how it is set up ({@link dev.lull.engine.linux.Linux}). Plain data; the models are
 * in the rooms below.
 *
 * <p>Knows: time. Known by: linux.rcu, linux.nocb, scenario, system, check, run, explore, zoo.
 */
package dev.lull.engine.linux;

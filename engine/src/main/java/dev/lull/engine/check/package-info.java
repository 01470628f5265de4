/**
 * What a run may not do, as watchers: they look at a {@link dev.lull.engine.system.LinuxSystem} and return a {@link
 * dev.lull.engine.model.Finding}; nothing in the models knows them.
 *
 * <p>Knows: linux, linux.nocb, linux.rcu, machine, model, system. Known by: run, explore.
 */
package dev.lull.engine.check;

/**
 * Simulated memory: everything a modelled Linux can change is a word here. Come in through {@link
 * dev.lull.engine.memory.Memory}; models see only the typed handles ({@link dev.lull.engine.memory.Word}, {@link
 * dev.lull.engine.memory.Flag}, {@link dev.lull.engine.memory.Label}, {@link dev.lull.engine.memory.Mask}, {@link
 * dev.lull.engine.memory.Ref}).
 *
 * <p>Snapshot, comparison, fingerprint, footprint and packing are this room's work and no model's.
 *
 * <p>Knows: nothing. Known by: linux.srcu, machine, linux.rcu, linux.nocb, system, check, run, explore, zoo.
 */
package dev.lull.engine.memory;

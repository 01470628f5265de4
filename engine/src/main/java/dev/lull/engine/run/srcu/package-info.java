/**
 * Drivers for SRCU's domains: scripts that are played ({@link dev.lull.engine.run.srcu.SrcuScript}), timed runs ({@link
 * dev.lull.engine.run.srcu.SrcuSimulation}), the decision table of initialisation ({@link dev.lull.engine.run.srcu.InitTable}), and the
 * cache lines that readers touch ({@link dev.lull.engine.run.srcu.ReaderLines}). The last two run the model and read the answer off its
 * memory.
 *
 * <p>Knows: chance, check, linux.srcu, machine, memory, model, run, time, trace. Known by: zoo.
 */
package dev.lull.engine.run.srcu;

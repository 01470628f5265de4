/**
 * The driver in which everybody chooses: all interleavings of a scenario, states stored, shortest counterexample first.
 * Come in through {@link dev.lull.engine.explore.Exploration}.
 *
 * <p>States are told apart by their 64-bit fingerprint; a {@link dev.lull.engine.explore.Verdict} prints the odds that two
 * were taken for one. Only the frontier is kept whole: a stored state costs its fingerprint, its parent and one move.
 *
 * <p>Reduction: a step that touches nothing but its own context's private words is taken alone, before anything else. No
 * other move can see it or be disabled by it, and its context must take it sooner or later, so every resting state
 * is still reached. When its successor is known already the state is expanded in full, so that no other move is put off
 * for ever.
 *
 * <p>Time: jiffies pass as moves from outside, up to a bound; at rest with a timer pending they pass for free, so a
 * pending timer always fires in the end, and a verdict never blames one that only had not come.
 *
 * <p>Knows: check, machine, memory, run, scenario, system. Known by: nobody in the engine.
 */
package dev.lull.engine.explore;

/**
 * The driver in which everybody chooses: all interleavings of a scenario, states stored, shortest counterexample first.
 * Come in through {@link dev.lull.engine.explore.Exploration}.
 *
 * <p>States are told apart by their 64-bit fingerprint; a {@link dev.lull.engine.explore.Verdict} prints the odds that two
 * were taken for one. Only the frontier is kept whole: a stored state costs its fingerprint, its parent and one move.
 *
 * <p>Reduction: after a move its context goes on by itself as long as nobody else can notice the step, since no other move
 * can see it or be disabled by it. A step is noticed when it touches a word that another accessor may use at the same
 * time; which words those are is learned from the accesses themselves ({@link dev.lull.engine.memory.Sharing}), and a
 * search during which more was learned is made again. {@link dev.lull.engine.explore.Exploration#unreduced()} does
 * without; a test holds the two together.
 *
 * <p>Time: jiffies pass as moves from outside, without bound, since only their order and small gaps tell states apart
 * ({@link dev.lull.engine.explore.Relative}). A state with a timer pending is not at rest, so a verdict never blames a
 * timer that only had not come.
 *
 * <p>Knows: chance, check, linux.nocb, linux.rcu, machine, memory, model, packed, run, scenario, system. Known by: zoo.
 */
package dev.lull.engine.explore;

/**
 * The driver in which everybody chooses: all interleavings of a model, states stored. Come in through {@link
 * dev.lull.engine.explore.Exploration}; what is explored is a Linux scenario or any {@link
 * dev.lull.engine.model.Definition}.
 *
 * <p>In what order it looks is up to {@link dev.lull.engine.explore.Bounds}: breadth-first, so that the first violation is
 * a nearest one; by the number of preemptions, so that it is one a person can follow; random walks, even or by priority (PCT),
 * where there is too much. A level is always finished and ties are broken by fingerprint, so any number of threads gives the
 * same answer. {@code fairly()} looks for endless rounds too, in which something owed is never done ({@link
 * dev.lull.engine.explore.Rounds}).
 *
 * <p>States are told apart by 64 bits of fingerprint, or 128; a {@link dev.lull.engine.explore.Verdict} prints the odds that
 * two were taken for one, which are none when a state has less than 64 bits. Only the frontier is kept whole: a state that was
 * met costs its fingerprint and where it was first reached from.
 *
 * <p>Reduction: after a move its context goes on by itself as long as nobody else can notice the step, for no other move can see
 * it, or be stopped by it, or stop it; that is a persistent set of one. Local steps, steps under a lock that everybody holds who
 * touches the same words, and releases are such steps; what they touch is learned from the accesses themselves ({@code
 * packed.Sharing}), and a search during which more was learned is made again. {@link
 * dev.lull.engine.explore.Exploration#unreduced()} does without; tests hold the two together.
 *
 * <p>A verdict knows which locks were taken inside which in any run of the exploration ({@code verdict.lockOrder()}), with a run
 * that leads to each, and suspects circles ({@code verdict.suspicions()}). No step is left out for that by the reduction, which
 * only ever puts steps of one context together. With several threads it is the same order, but the run shown may be another one.
 *
 * <p>Time: jiffies pass as moves from outside, without bound, since only their order and small gaps tell states apart. A state
 * with a timer pending is not at rest, so a verdict never blames a timer that only had not come.
 *
 * <p>Knows: chance, check, linux, linux.nocb, linux.rcu, machine, memory, model, packed, run, scenario, system. Known by: zoo.
 */
package dev.lull.engine.explore;

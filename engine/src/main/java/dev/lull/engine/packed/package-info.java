/**
 * A model on packed states, quick enough to be asked millions of times a second. Come in through {@link
 * dev.lull.engine.packed.PackedModel}.
 *
 * <p>A state is a few longs that hold just the words that vary. Pieces of the model are executed, as the Java that they
 * are, only until what they do is known: since all state is simulated memory, what a step looks at, in order, decides all
 * it does, so each piece grows a decision tree over the words it looked at. No model has to be written with this in mind, a
 * user's own no more than ours. A piece that depends on a Java field that changes is found out as soon as a tree does not fit.
 *
 * <p>Steps that nobody else can notice are made together with the move before them: {@link dev.lull.engine.packed.Sharing} learns
 * from the accesses which words are whose, and under which locks. Jiffies are kept small by rewriting them.
 *
 * <p>What a step does with locks is found out when it is learned, and never again ({@code LockWatch}): which lock it takes while
 * it holds which, and whether it touches guarded words without theirs. That is true of every step that takes the same path,
 * since all it depends on is on the path: the set of spinlocks that the context holds is among the looks of each of its steps, the
 * set of what it sleeps for among those of each step that takes a lock. Both concern the context alone, so they make few
 * paths more, and no state.
 *
 * <p>Of states that differ only in which of several interchangeable parts is which, {@link dev.lull.engine.packed.Symmetry} makes
 * one. That they are interchangeable is checked with all that is learned, by having the counterpart do the same in their
 * places ({@code Mirror}); one {@link dev.lull.engine.packed.Asymmetry} and they are told apart. Rules must look at all of them
 * alike, and at most four of a kind change places.
 *
 * <p>Knows: chance, machine, memory, model. Known by: explore.
 */
package dev.lull.engine.packed;

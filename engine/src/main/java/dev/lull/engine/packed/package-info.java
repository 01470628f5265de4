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
 * <p>Knows: chance, machine, memory, model. Known by: explore.
 */
package dev.lull.engine.packed;

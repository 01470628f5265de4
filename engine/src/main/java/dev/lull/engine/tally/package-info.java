/**
 * Every execution of a small model, counted: not only whether one goes wrong, but how many of all do, and how likely a
 * random scheduler is to meet one. Come in through {@link dev.lull.engine.tally.Tally}.
 *
 * <p>Here a step that only puts its task to sleep is no step: the task is not able to go on, as in an argument on paper, and
 * wake-ups belong to the step that makes going on possible. An exploration counts falling asleep and waking too, and so has
 * more states; what can go wrong is the same. It is for models with an end: no jiffies pass, and a model that can
 * go round for ever has no executions to count.
 *
 * <p>Coarser than the machine: a writer that must wait for a semaphore does not keep new readers out.
 *
 * <p>Knows: check, machine, memory, model. Known by: nobody in the engine.
 */
package dev.lull.engine.tally;

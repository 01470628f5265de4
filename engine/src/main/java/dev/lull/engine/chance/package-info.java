/**
 * The one door for chance: {@link dev.lull.engine.chance.Choices}. Who runs next, when an interrupt lands, how long a
 * step takes, what a test draws: all ask here, and none can tell who answers.
 *
 * <p>Knows: nothing. Known by: run, explore, and the tests.
 */
package dev.lull.engine.chance;

/**
 * Bugs that Linux has had, each as a switch: a question that finds it, and the same question to code that has not got it. Come
 * in through {@link dev.lull.engine.zoo.Zoo}.
 *
 * <p>Knows: explore, linux, model, run, scenario. Known by: nobody in the engine.
 */
package dev.lull.engine.zoo;

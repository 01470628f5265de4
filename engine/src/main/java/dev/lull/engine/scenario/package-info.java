/**
 * What is to be run, as data with a fluent pen: a {@link dev.lull.engine.linux.Linux} and the load on it. Immutable,
 * comparable; it knows no machine and runs nothing. A wrong value is refused where it is written.
 *
 * <p>Knows: linux, time, trace. Known by: system, run, explore, zoo.
 */
package dev.lull.engine.scenario;

/**
 * The face: what a person writes in a cell, in JShell or in a test, and what comes back. Come in through the static
 * methods of {@link dev.lull.kernel.lab.Lab}: {@code linux("5.12")} is a machine to model, on which a script is played, a
 * scenario explored or simulated. Results are immutable values that read well as text; renderers make them tables and
 * figures in a notebook.
 *
 * <p>Knows: engine, display, lab.chart, lab.figure, lab.table, lab.timeline. Known by: nobody; cells import it.
 */
package dev.lull.kernel.lab;

/**
 * Charts of measured things, drawn by XChart in one publishable theme. Come in through
 * {@link dev.lull.kernel.lab.chart.Charts}; what comes out is a {@link dev.lull.kernel.lab.chart.Chart}, a value with a
 * title, a size and its formats. Takes plain arrays and records, so that whatever was measured, by the engine or by a
 * reader of traces, can be charted.
 *
 * <p>Knows: display, lab.figure. Known by: lab.
 *
 * <p>XChart draws axes, grids and series. Title, key and marks are ours, because XChart does not keep labels apart. Its
 * habits that are worked round, all in {@link dev.lull.kernel.lab.chart.Theme}: evenly spaced x values give ticks at 2.7
 * and 5.4; tick labels must be a function and at least two must differ; bars on a time axis are thick lines.
 */
package dev.lull.kernel.lab.chart;

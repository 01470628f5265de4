/**
 * Figures: anything that paints itself at a size can be had as SVG, PNG, PDF and as a line of text.
 * Come in through {@link dev.lull.kernel.lab.figure.Figure}.
 *
 * <p>Knows: display. Known by: lab, lab.chart, lab.timeline.
 *
 * <p>Why an SVG writer of our own. The same XCharts in our theme at 760x420, as a CDF of 3x400 points, 200 steps, and a
 * scatter of 10,000: VectorGraphics2D 422, 237 and 1200 KB; Batik 1.19 228, 121 and 926 KB, with nine jars (2.1 MB) more on
 * the class path; ours 21, 12 and 389 KB, and in no more time than either. The libraries write each segment of a line as an
 * element of its own, which also shows as beads along a translucent line, and they write text as outlines, because outlines
 * are all that XChart hands them. Ours joins runs and reads the text back out of the outlines
 * ({@link dev.lull.kernel.lab.figure.OutlineReader}), so a figure can be searched, selected, and read aloud. It is also
 * where clip ids are made unique per drawing yet the same on every run.
 * PDF is pdfbox's, loaded when the first PDF is asked for.
 */
package dev.lull.kernel.lab.figure;

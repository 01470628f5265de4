/**
 * Figures: anything that paints itself at a size can be had as SVG, PNG, PDF and as a line of text.
 * Come in through {@link dev.lull.kernel.lab.figure.Figure}.
 *
 * <p>Knows: display. Known by: lab, lab.chart, lab.timeline.
 *
 * <p>Why an SVG writer of our own. Measured on the same XChart charts at 760x420 (a CDF of 3x400 points; 200 steps; a
 * scatter of 10,000), best of 15 warm: VectorGraphics2D 797, 670 and 1574 KB in 28, 22 and 51 ms; Batik 1.19 381, 296
 * and 962 KB in 32, 84 and 79 ms, with nine more jars (2.1 MB) on the class path; ours 14, 6 and 483 KB in 2, 1 and
 * 13 ms. The libraries write each segment of a line as an element of its own, which also shows as beads along
 * a translucent line, and they write text as outlines, because outlines are all that XChart hands them. Ours joins runs
 * and reads the text back out of the outlines ({@link dev.lull.kernel.lab.figure.OutlineReader}), so a figure can be
 * searched, selected, and read aloud. It is also where clip ids are made unique per drawing yet the same on every run.
 * PDF is pdfbox's, loaded when the first PDF is asked for.
 */
package dev.lull.kernel.lab.figure;

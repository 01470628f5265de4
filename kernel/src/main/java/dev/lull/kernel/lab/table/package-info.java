/**
 * Tables to read: the state after every step, with what changed standing out
 * ({@link dev.lull.kernel.lab.table.StepTable}), steps with a column for each who acts
 * ({@link dev.lull.kernel.lab.table.StepColumns}), and Tablesaw's tables cut to a page
 * ({@link dev.lull.kernel.lab.table.TablePage}). Each as HTML, as text of a hundred columns where that can be, and step
 * tables as Markdown for a mail or a commit message.
 *
 * <p>Knows: display. Known by: lab.
 *
 * <p>Tablesaw's own {@code print()} is never called: it takes a table of millions of rows as it comes. HTML has inline
 * styles only, since notebooks strip the others, and colours only where it sets both ink and ground, since a notebook may
 * be dark.
 */
package dev.lull.kernel.lab.table;

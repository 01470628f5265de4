/**
 * Notebook files: reading, writing, and what a run puts into them. Come in through
 * {@link dev.lull.kernel.cli.notebook.Notebook}.
 *
 * <p>Knows: nothing. Known by: cli, cli.page.
 */
package dev.lull.kernel.cli.notebook;

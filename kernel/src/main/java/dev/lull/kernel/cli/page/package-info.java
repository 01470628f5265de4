/**
 * An executed notebook as a web page that stands alone. Come in through {@link dev.lull.kernel.cli.page.HtmlPage}.
 *
 * <p>Knows: cli.notebook, display. Known by: cli.
 */
package dev.lull.kernel.cli.page;

/**
 * What a value looks like: mime bundles, the registry that makes them, and the door through which running code shows
 * things. Come in through {@link dev.lull.kernel.display.Display} (showing) or
 * {@link dev.lull.kernel.display.Renderers} (teaching Lull how a type looks).
 *
 * <p>Results know nothing of this package; a {@link dev.lull.kernel.display.RendererProvider} brings their looks along
 * as a service. Where the bundles go is decided by whoever installs a {@link dev.lull.kernel.display.DisplaySink}.
 *
 * <p>Knows: nothing. Known by: cli, jupyter, lab, magic, shell.
 */
package dev.lull.kernel.display;

/**
 * Magics: lines that begin with a percent sign and speak to the session rather than in its language. Come in through
 * {@link dev.lull.kernel.magic.Magics}, an interpreter wrapped round another.
 *
 * <p>Knows: display, shell. Known by: cli.
 */
package dev.lull.kernel.magic;

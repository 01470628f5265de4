/**
 * Jupyter's messaging protocol over ZeroMQ: connection file, signatures, sockets, messages, and the loop that drives an
 * interpreter. Come in through {@link dev.lull.kernel.jupyter.KernelServer}. Knows no Java and no JShell; an echo of
 * ten lines serves its tests.
 *
 * <p>Knows: display, shell. Known by: cli.
 */
package dev.lull.kernel.jupyter;

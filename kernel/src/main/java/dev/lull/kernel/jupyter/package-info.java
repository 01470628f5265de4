/**
 * Jupyter's messaging protocol over ZeroMQ: connection file, signatures, sockets, messages, and the loop that drives an
 * interpreter. Come in through {@link dev.lull.kernel.jupyter.KernelServer}. Knows no Java and no JShell; an echo of
 * ten lines serves its tests.
 *
 * <p>Subshells run their cells beside those of the main shell ({@link dev.lull.kernel.jupyter.Shells}). Completion, inspection
 * and history need none: they are answered while cells run. An interrupt ends the cells of all shells. Not spoken, and said
 * so to whoever asks: the debugger.
 *
 * <p>Knows: display, shell. Known by: cli.
 */
package dev.lull.kernel.jupyter;

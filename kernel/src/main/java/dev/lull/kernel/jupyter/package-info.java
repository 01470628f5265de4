/**
 * Jupyter's messaging protocol over ZeroMQ: connection file, signatures, sockets, messages, and the loop that drives an
 * interpreter. Come in through {@link dev.lull.kernel.jupyter.KernelServer}. Knows no Java and no JShell; an echo of
 * ten lines serves its tests.
 *
 * <p>Not spoken, and said so to whoever asks: the debugger, and subshells. JShell evaluates one thing at a time, so a
 * second cell could not begin before the first has ended; what else a subshell is for (completion, inspection, history,
 * interrupts while a cell runs) is answered beside the cell anyway.
 *
 * <p>Knows: display, shell. Known by: cli.
 */
package dev.lull.kernel.jupyter;

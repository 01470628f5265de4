/**
 * A shell: something that evaluates cells. {@link dev.lull.kernel.shell.Interpreter} is what the Jupyter kernel, the
 * command line and the magics see; {@link dev.lull.kernel.shell.JavaInterpreter} is Java, by way of the JShell API.
 *
 * <p>Cells run in this process, so that results are live objects. What JShell compiles is woven with a check that costs
 * nothing until somebody asks a cell to stop ({@link dev.lull.kernel.shell.Stop}).
 *
 * <p>What declares something goes through JShell; an expression or a statement takes a shortcut past it
 * ({@link dev.lull.kernel.shell.Shortcut}), through JShell's own compiler, in a quarter of the work and leaving nothing behind.
 *
 * <p>Knows: display. Known by: cli, jupyter, magic.
 */
package dev.lull.kernel.shell;

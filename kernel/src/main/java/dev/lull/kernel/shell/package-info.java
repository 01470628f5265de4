/**
 * A shell: something that evaluates cells. {@link dev.lull.kernel.shell.Interpreter} is what the Jupyter kernel, the
 * command line and the magics see; {@link dev.lull.kernel.shell.JavaInterpreter} is Java, by way of the JShell API.
 *
 * <p>Cells run in this process, so that results are live objects. What JShell compiles is woven with a check that costs
 * nothing until somebody asks a cell to stop ({@link dev.lull.kernel.shell.Stop}).
 *
 * <p>An interrupt is for the cell and all who work for it ({@link dev.lull.kernel.shell.Interruption}): its thread, threads that it
 * has started, pools in which its code runs. Classes of jars that a cell adds are woven as well; a loop in the JDK itself is ended
 * before JDK 20 and left behind, silenced, from then on, as is a read that nothing wakes. Threads of earlier cells run on.
 *
 * <p>What declares something goes through JShell; an expression or a statement takes a shortcut past it
 * ({@link dev.lull.kernel.shell.Shortcut}), through JShell's own compiler, in a quarter of the work and leaving nothing behind.
 *
 * <p>A first cell waits for as little as can be: JShell's imports come after it ({@link dev.lull.kernel.shell.JavaSession}), a piece
 * is compiled with those alone that it can mean ({@link dev.lull.kernel.shell.Surroundings}), and no jar is opened that cannot hold
 * what is asked for ({@link dev.lull.kernel.shell.ClassPathFiles}).
 *
 * <p>Knows: display. Known by: cli, jupyter, magic.
 */
package dev.lull.kernel.shell;

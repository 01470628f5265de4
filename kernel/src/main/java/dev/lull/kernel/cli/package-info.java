/**
 * The command line, {@code lull}. Come in through {@link dev.lull.kernel.cli.Main}; each command is a class of its own
 * name ({@code RunCommand} is {@code lull run}).
 *
 * <p>{@code lull run} is a small front end: {@code NotebookRun} starts a kernel process and speaks Jupyter's protocol
 * with it over ZeroMQ; {@code notebook} keeps what it publishes, {@code page} shows that as an article.
 * {@code lull script} and {@code lull repl} use the interpreter in this process, without a wire.
 *
 * <p>Knows: cli.notebook, cli.page, display, engine, jupyter, magic, shell. Known by: nobody.
 */
package dev.lull.kernel.cli;

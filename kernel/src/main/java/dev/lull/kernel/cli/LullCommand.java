package dev.lull.kernel.cli;

import dev.lull.kernel.cli.notebook.BadNotebook;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lull}: the commands and how they fail. */
@Command(name = "lull", description = "A laboratory notebook for the Linux kernel's quiet moments.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, ScriptCommand.class, ReplCommand.class, ZooCommand.class, InstallCommand.class,
            UninstallCommand.class, DoctorCommand.class, KernelCommand.class, CommandLine.HelpCommand.class})
final class LullCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version, and which Java it runs on.")
    boolean version;

    /** Does what the arguments ask for; returns the exit status. */
    static int execute(String[] args) {
        return line().execute(args);
    }

    /** Only understands the arguments. */
    static void parse(String... args) {
        line().parseArgs(args);
    }

    private static CommandLine line() {
        CommandLine line = new CommandLine(new LullCommand());
        line.getCommandSpec().versionProvider(() -> new String[] {Version.inWords()});
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (!(exception instanceof UserError || exception instanceof BadNotebook)) throw exception;
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + exception.getMessage());
            return 1;
        });
        line.setParameterExceptionHandler((exception, arguments) -> {
            CommandLine command = exception.getCommandLine();
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + exception.getMessage());
            command.getErr().println("See: lull help" + (command.getParent() == null ? "" : " " + command.getCommandName()));
            return command.getCommandSpec().exitCodeOnInvalidInput();
        });
        line.setUsageHelpAutoWidth(true);
        line.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                command.getCommandSpec().addOption(
                        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
            }
        });
        line.getSubcommands().get("script").setStopAtPositional(true);       // what follows FILE is the script's
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}

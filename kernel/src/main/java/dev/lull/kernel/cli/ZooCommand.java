package dev.lull.kernel.cli;

import dev.lull.engine.zoo.Bug;
import dev.lull.engine.zoo.Zoo;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lull zoo}: asks about the bugs that Linux has had, in code that has them and in code that has not. */
@Command(name = "zoo", description = "Find the bugs of the zoo, and do not find them in code that is mended.",
        footer = {"", "For each: where it was and what mended it; what came of asking code that has it, and code that has not; how, states, seconds.",
            "Exit status: 0 when every bug is found where it is and nowhere else, else 1."})
final class ZooCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "BUG", description = "Names or numbers, Z1 for one; all of them when none is given.")
    List<String> names = List.of();

    @Option(names = "--markdown", description = "A Markdown table.")
    boolean markdown;

    @Option(names = "--csv", description = "Comma-separated values.")
    boolean csv;

    @Override
    public Integer call() {
        if (markdown && csv) throw new UserError("lull zoo writes one table, as --markdown or as --csv. Leave one of them out.");
        ZooFormat format = markdown ? ZooFormat.MARKDOWN : csv ? ZooFormat.CSV : ZooFormat.TEXT;
        List<Bug> bugs = names.isEmpty() ? Zoo.all() : names.stream().map(ZooCommand::named).toList();
        System.out.print(format.heading());
        int wrong = 0;
        for (Bug bug : bugs) {
            ZooAnswer answer = ZooAnswer.to(bug);
            if (!answer.isAsExpected()) wrong++;
            System.out.print(format.row(answer));
            System.out.flush();
        }
        if (format == ZooFormat.TEXT) System.out.println(wrong == 0 ? bugs.size() + " of " + bugs.size() + " as expected" : wrong + " of " + bugs.size() + " NOT AS EXPECTED");
        return wrong == 0 ? 0 : 1;
    }

    private static Bug named(String name) {
        try {
            return Zoo.named(name);
        } catch (IllegalArgumentException unknown) {
            throw new UserError(unknown.getMessage());
        }
    }
}

package dev.lull.kernel.cli;

import dev.lull.engine.zoo.Bug;
import dev.lull.engine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lull zoo}: asks about the bugs that Linux has had, in code that has them and in code that has not. */
@Command(name = "zoo", description = "Find the bugs of the zoo, and do not find them in code that is mended.",
        footer = {"", "One line for each: what came of asking code that has the bug, and code that has not; states; seconds.",
            "Exit status: 0 when every bug is found where it is and nowhere else, else 1."})
final class ZooCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "BUG", description = "Names or numbers, Z1 for one; all of them when none is given.")
    List<String> names = List.of();

    @Override
    public Integer call() {
        boolean asExpected = true;
        System.out.printf(Locale.ROOT, "%-5s %-30s %-38s %-26s %9s %8s%n", "", "bug", "with it", "without", "states", "seconds");
        for (Bug bug : names.isEmpty() ? Zoo.all() : names.stream().map(ZooCommand::named).toList()) {
            long began = System.nanoTime();
            Bug.Result with = bug.buggy().run();
            Bug.Result without = bug.fixed().run();
            double seconds = (System.nanoTime() - began) / 1e9;
            asExpected &= with.found() && !without.found();
            System.out.printf(Locale.ROOT, "%-5s %-30s %-38s %-26s %,9d %8.1f%n", bug.id(), bug.name(),
                    with.found() ? "found: " + with.inWords() : "NOT FOUND", without(bug, without), with.states() + without.states(), seconds);
        }
        return asExpected ? 0 : 1;
    }

    private static String without(Bug bug, Bug.Result result) {
        if (result.found()) return "FOUND: " + result.inWords();
        return result.holds() ? "holds" : "nothing in " + bug.fixed().how();
    }

    private static Bug named(String name) {
        try {
            return Zoo.named(name);
        } catch (IllegalArgumentException unknown) {
            throw new UserError(unknown.getMessage());
        }
    }
}

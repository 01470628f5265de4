package dev.lull.kernel.magic;

import dev.lull.kernel.display.HtmlTable;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All magics there are. */
final class MagicBook {
    private static final int SYNOPSIS_MAX = 20;

    /** No magic, but told of with them. */
    private static final Magic QUESTION = new Magic("NAME?", "", "Shows what is known about a name; NAME?? shows more.", call -> Outcome.NOTHING);

    private final List<Magic> magics = new ArrayList<>();

    MagicBook(ShellCommand bash, Waiting waiting) {
        magics.add(new Magic("%lsmagic", "", "Lists the magics.", call -> list()));
        magics.add(new Magic("%help", "[MAGIC]", "Says what a cell can do besides Java, or what one magic does.", this::help));
        magics.addAll(Timing.magics());
        magics.addAll(FileMagics.magics());
        magics.add(new Magic("%maven", "[--offline] [--update] [--settings FILE] [--repo URL] GROUP:ARTIFACT[:EXTENSION[:CLASSIFIER]]:VERSION...",
                "Fetches artifacts with all they need, as your Maven would, and lets the next cells use them.",
                call -> MavenMagic.run(call, waiting)));     // not a method reference, for which Maven's classes would be looked for at every start
        magics.addAll(Variables.magics());
        magics.addAll(Markup.magics());
        magics.add(new Magic("%%bash", "", "Runs the cell in bash and fails as the script fails.", bash::run));
    }

    List<Magic> all() {
        return magics;
    }

    Optional<Magic> named(String name) {
        return magics.stream().filter(magic -> magic.name().equals(name)).findFirst();
    }

    /** The refusal of a magic that does not exist. */
    Outcome unknown(String name, Magic.Call call) {
        String bare = name.replace("%", "");
        String meant = magics.stream().map(Magic::name).filter(n -> n.replace("%", "").equals(bare) || !bare.isEmpty() && n.replace("%", "").startsWith(bare.substring(0, 1)))
                .collect(Collectors.joining(" or "));
        return call.refuse("There is no " + name + "." + (meant.isEmpty() ? "" : " Did you mean " + meant + "?") + " There are: " + names() + ".");
    }

    private String names() {
        return magics.stream().map(Magic::name).collect(Collectors.joining(", "));
    }

    private Outcome list() {
        return new Outcome.Value(MimeBundle.text(names().replace(", ", "  ")));
    }

    /** Two columns; what is too long for the first has a line of its own, so that all fits a narrow terminal. */
    private static String line(Magic magic) {
        boolean fits = magic.synopsis().length() <= SYNOPSIS_MAX;
        return String.format("%-" + SYNOPSIS_MAX + "s%s%s", magic.synopsis(), fits ? "  " : "\n" + " ".repeat(SYNOPSIS_MAX + 2), magic.summary());
    }

    private Outcome help(Magic.Call call) {
        if (!call.argument().isEmpty()) {
            String wanted = call.argument();
            Optional<Magic> magic = named(wanted).or(() -> named("%" + wanted)).or(() -> named("%%" + wanted));
            return magic.<Outcome>map(m -> new Outcome.Value(MimeBundle.text(m.synopsis() + "\n    " + m.summary())))
                    .orElseGet(() -> unknown(wanted.startsWith("%") ? wanted : "%" + wanted, call));
        }
        HtmlTable table = new HtmlTable(List.of());
        List<Magic> rows = new ArrayList<>(magics);
        rows.add(QUESTION);
        rows.forEach(m -> table.row(List.of(m.synopsis(), m.summary())));
        return new Outcome.Value(MimeBundle.text(rows.stream().map(MagicBook::line).collect(Collectors.joining("\n"))).html(table.html()));
    }
}

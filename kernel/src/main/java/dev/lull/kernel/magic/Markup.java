package dev.lull.kernel.magic;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.Outcome;
import java.util.List;
import java.util.function.UnaryOperator;

/** Cells that are not code but something to be shown. */
final class Markup {
    private Markup() {}

    static List<Magic> magics() {
        return List.of(
                magic("%%html", "HTML", "text/html"),
                magic("%%markdown", "Markdown", "text/markdown"),
                magic("%%latex", "LaTeX", "text/latex"),
                magic("%%svg", "an SVG picture", "image/svg+xml"));
    }

    private static Magic magic(String name, String what, String mime) {
        UnaryOperator<MimeBundle> asIs = bundle -> bundle.with(mime, bundle.plain());
        return new Magic(name, "", "Shows the cell as " + what + ".", call -> call.body().isBlank()
                ? call.refuse(name + " needs " + what + " in the lines below it.") : new Outcome.Value(asIs.apply(MimeBundle.text(call.body()))));
    }
}

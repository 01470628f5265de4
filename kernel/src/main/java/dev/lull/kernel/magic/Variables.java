package dev.lull.kernel.magic;

import dev.lull.kernel.display.HtmlTable;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.Outcome;
import dev.lull.kernel.shell.Session;
import java.util.List;
import java.util.stream.Collectors;

/** Magics about what the session holds. */
final class Variables {
    private static final int VALUE_MAX = 80;

    private Variables() {}

    static List<Magic> magics() {
        return List.of(
                new Magic("%who", "", "Names the session's variables.", Variables::who),
                new Magic("%vars", "", "Shows the session's variables with types and values.", Variables::vars),
                new Magic("%reset", "", "Forgets every variable, class, method and import of the session, and frees their memory.", Variables::reset));
    }

    /** With the -f of IPython, which is meant to ask first; whoever names something else means less than all. */
    private static Outcome reset(Magic.Call call) {
        if (!call.argument().isEmpty() && !call.argument().equals("-f")) {
            return call.refuse("%reset forgets everything and takes nothing after it, but was given " + call.argument() + ". Nothing was forgotten.");
        }
        call.session().reset();
        return Outcome.NOTHING;
    }

    private static Outcome who(Magic.Call call) {
        List<Session.Variable> variables = call.session().variables(call.context());
        return variables.isEmpty() ? nothing()
                : new Outcome.Value(MimeBundle.text(variables.stream().map(Session.Variable::name).collect(Collectors.joining("  "))));
    }

    private static Outcome vars(Magic.Call call) {
        List<Session.Variable> variables = call.session().variables(call.context());
        if (variables.isEmpty()) {
            return nothing();
        }
        String plain = variables.stream().map(v -> v.type() + " " + v.name() + " = " + brief(v.value())).collect(Collectors.joining("\n"));
        HtmlTable table = new HtmlTable(List.of("name", "type", "value"));
        variables.forEach(v -> table.row(List.of(v.name(), v.type(), brief(v.value()))));
        return new Outcome.Value(MimeBundle.text(plain).html(table.html()));
    }

    private static Outcome nothing() {
        return new Outcome.Value(MimeBundle.text("The session has no variables yet."));
    }

    private static String brief(String value) {
        String line = value.strip().replaceAll("\\s+", " ");
        return line.length() <= VALUE_MAX ? line : line.substring(0, VALUE_MAX - 3) + "...";
    }
}

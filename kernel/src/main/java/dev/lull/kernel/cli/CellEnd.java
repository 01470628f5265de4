package dev.lull.kernel.cli;

import dev.lull.kernel.cli.page.Ansi;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a cell ended. */
sealed interface CellEnd {
    /** As it should. */
    record Done() implements CellEnd { }

    /** With an error, as the kernel describes it. */
    record Failed(String name, String message, List<String> traceback) implements CellEnd {
        private static final Pattern LINE = Pattern.compile("\\bline (\\d+)\\b");

        /** What a person should read: where it happened, what, and the lines that show it. */
        String inWords(String where, boolean coloured) {
            String text = String.join("\n", traceback).stripTrailing();
            String plain = Ansi.strip(text);
            String what = plain.contains(message) ? name : name + ": " + message;
            return where + ": " + what + (text.isEmpty() ? "" : "\n" + (coloured ? text : plain));
        }

        /** The first line of the cell that the traceback names; 0 when it names none. */
        int line() {
            Matcher line = LINE.matcher(Ansi.strip(String.join("\n", traceback)));
            return line.find() ? Integer.parseInt(line.group(1)) : 0;
        }
    }

    /** Not in time; {@code stopped} tells whether the kernel could be interrupted. */
    record TimedOut(boolean stopped) implements CellEnd { }

    /** Together with the kernel. */
    record Died(int status) implements CellEnd { }

    /** Because the user said so. */
    record Cancelled() implements CellEnd { }
}

package dev.lull.kernel.cli;

import java.util.List;
import java.util.Locale;

/** How {@code lull zoo} writes its table: for a terminal of a hundred columns, for a mail or a page, for a program. */
enum ZooFormat {
    /** Three lines for each bug, one more where a figure was found. */
    TEXT {
        @Override String heading() {
            return "";
        }

        @Override String row(ZooAnswer answer) {
            String mended = answer.bug().commit().isEmpty() ? "" : ", mended by " + answer.bug().commit();
            return String.format(Locale.ROOT, "%-5s %s (%s%s)%n", answer.bug().id(), answer.bug().name(), answer.bug().versions(), mended)
                    + line(answer.found(), answer.with()) + line(answer.holds(), answer.without());
        }

        private String line(String said, ZooAnswer.Half half) {
            String states = half.result().states() == 0 ? "" : String.format(Locale.ROOT, "%,d states", half.result().states());
            boolean fits = said.length() <= 25;         // a figure has a line to itself
            String column = fits ? said : "";
            return (fits ? "" : "      " + said + System.lineSeparator())
                    + String.format(Locale.ROOT, "      %-25s %-41s %18s %5.1f s%n", column, half.question().how(), states, half.seconds());
        }
    },

    /** A Markdown table. */
    MARKDOWN {
        @Override String heading() {
            return row(HEADINGS) + row(HEADINGS.stream().map(heading -> NUMBERS.contains(heading) ? "--:" : "---").toList());
        }

        @Override String row(ZooAnswer answer) {
            return row(cells(answer).stream().map(cell -> cell.replace("|", "\\|")).toList());
        }

        private String row(List<String> cells) {
            return "| " + String.join(" | ", cells) + " |\n";
        }
    },

    /** Comma-separated values. */
    CSV {
        @Override String heading() {
            return row(HEADINGS);
        }

        @Override String row(ZooAnswer answer) {
            return row(cells(answer));
        }

        private String row(List<String> cells) {
            return String.join(",", cells.stream().map(cell -> cell.matches("[^\",\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"').toList()) + "\n";
        }
    };

    private static final List<String> NUMBERS = List.of("states", "seconds", "states without", "seconds without");
    private static final List<String> HEADINGS = List.of("id", "bug", "what", "versions", "mended by", "with it", "how", "states", "seconds", "without", "how without",
            "states without", "seconds without");

    /** What comes before the first row. */
    abstract String heading();

    /** One bug's. */
    abstract String row(ZooAnswer answer);

    private static List<String> cells(ZooAnswer answer) {
        return List.of(answer.bug().id(), answer.bug().name(), answer.bug().title(), answer.bug().versions(), answer.bug().commit(),
                answer.found(), answer.with().question().how(), Long.toString(answer.with().result().states()), seconds(answer.with()),
                answer.holds(), answer.without().question().how(), Long.toString(answer.without().result().states()), seconds(answer.without()));
    }

    private static String seconds(ZooAnswer.Half half) {
        return String.format(Locale.ROOT, "%.2f", half.seconds());
    }
}

package dev.lull.engine.run;

/** A play as text, a line for each numbered step, to be compared with a table somebody else has made. */
final class StepTable {
    private StepTable() {
    }

    static String of(Play play) {
        StringBuilder out = new StringBuilder();
        for (Play.Row row : play.rows()) out.append(row.number()).append(" | ").append(String.join(" | ", row.values())).append('\n');
        return out.toString();
    }
}

package dev.lull.engine.run;

import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.Scenario;

import java.util.List;

/**
 * What became of a script.
 *
 * @param title    the script's
 * @param scenario what it was played on; {@code null} when that was no Linux scenario
 * @param fields   names of the watched fields
 * @param rows     the steps played, in order; if the list could not go on, the last one says why
 * @param unplayed steps behind the one at which it stopped
 * @param tape     every move made
 * @param finding  what is wrong with the state it ended in, when that is at rest; {@code null} for nothing
 * @param known    mistakes that were met and are known, so that they are not what was looked for: a sentence each
 */
public record Play(String title, Scenario scenario, List<String> fields, List<Row> rows, int unplayed, int[] tape, Finding finding,
                   List<String> known) {
    public Play {
        fields = List.copyOf(fields);
        rows = List.copyOf(rows);
        tape = tape.clone();
        known = List.copyOf(known);
    }

    /** As above where no mistakes are known. */
    public Play(String title, Scenario scenario, List<String> fields, List<Row> rows, int unplayed, int[] tape, Finding finding) {
        this(title, scenario, fields, rows, unplayed, tape, finding, List.of());
    }

    /**
     * One numbered step.
     *
     * @param number   as the mail numbers it
     * @param words    what the mail says
     * @param values   the watched fields after it
     * @param moments  the machine's steps it took
     * @param expected what was to happen and did not; {@code null} when all did
     * @param instead  what the machine did instead
     */
    public record Row(String number, String words, List<String> values, List<Moment> moments, String expected, String instead) {
        public Row {
            values = List.copyOf(values);
            moments = List.copyOf(moments);
        }

        /** Whether the step happened as written. */
        public boolean happened() {
            return expected == null;
        }
    }

    /** Whether every step happened as written. */
    public boolean isRunOfTheCode() {
        return unplayed == 0 && rows.stream().allMatch(Row::happened);
    }

    /** The step at which the list stops being a run of the code, or {@code null}. */
    public Row stoppedAt() {
        return isRunOfTheCode() || rows.isEmpty() ? null : rows.get(rows.size() - 1);
    }

    /** A watched field after the step of that number. */
    public String value(String number, String field) {
        for (Row row : rows) if (row.number().equals(number)) return row.values().get(fields.indexOf(field));
        throw new IllegalArgumentException("no step \"" + number + "\" was played; played were "
                + String.join(", ", rows.stream().map(Row::number).toList()));
    }

    /** One line: how it ended. */
    public String verdict() {
        Row stopped = stoppedAt();
        if (stopped != null) return "NOT A RUN OF THE CODE: step " + stopped.number() + " cannot happen as written. Expected: " + stopped.expected() + ". Instead: " + stopped.instead() + ".";
        if (finding != null) return "VIOLATED: " + finding;
        return "played to the end; nothing is lost";
    }
}

package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;
import dev.lull.engine.run.Play;
import dev.lull.kernel.lab.table.StepColumns;
import dev.lull.kernel.lab.table.StepTable;
import dev.lull.kernel.lab.timeline.Timeline;

import java.util.ArrayList;
import java.util.List;

/** A script after playing: a table of the watched fields, and what it comes to. */
public final class PlayedScript {
    private final Play play;

    PlayedScript(Play play) {
        this.play = play;
    }

    /** Everything, as data. */
    public Play data() {
        return play;
    }

    /** Whether every step happened as written. */
    public boolean isRunOfTheCode() {
        return play.isRunOfTheCode();
    }

    /** How it ended, in a sentence or a few. */
    public String verdict() {
        return play.verdict();
    }

    /** A watched field after the step of that number. */
    public String value(String step, String field) {
        return play.value(step, field);
    }

    /** The table of the watched fields. */
    public StepTable steps() {
        List<String> columns = new ArrayList<>(List.of("step", "what the mail says"));
        columns.addAll(play.fields());
        List<List<String>> texts = new ArrayList<>();
        for (Play.Row row : play.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.number(), row.words()));
            cells.addAll(row.values());
            texts.add(cells);
        }
        StepTable table = StepTable.comparing(play.scenario() == null ? play.title() : play.title() + " · " + play.scenario().linux().describe(), columns, 2, texts);
        Play.Row stopped = play.stoppedAt();
        if (stopped == null || stopped.happened()) return table;
        List<StepTable.Row> rows = new ArrayList<>(table.rows());
        int last = rows.size() - 1;
        rows.set(last, rows.get(last).failed("expected: " + stopped.expected() + ". Instead: " + stopped.instead() + "."));
        return new StepTable(table.title(), table.columns(), rows);
    }

    /** Who did what in each step: a lane for each context, a column for each step. */
    public Timeline timeline() {
        Strip strip = new Strip();
        for (Play.Row row : play.rows()) strip.add(row.number(), row.moments());
        return strip.timeline(play.title(), play.finding());
    }

    /** The machine's own steps inside one numbered step. */
    public StepColumns inside(String number) {
        for (Play.Row row : play.rows()) if (row.number().equals(number)) return Accesses.each("step " + number, List.of(), row.moments(), -1);
        throw new IllegalArgumentException("no step \"" + number + "\" was played; played were " + String.join(", ", play.rows().stream().map(Play.Row::number).toList()));
    }

    /** Every machine step of the play. */
    public StepColumns allSteps() {
        List<Moment> moments = new ArrayList<>();
        for (Play.Row row : play.rows()) moments.addAll(row.moments());
        return Accesses.each(play.title(), List.of(), moments, -1);
    }

    @Override public String toString() {
        return steps().asText() + "\n" + play.verdict() + String.join("", play.known().stream().map(known -> "\n" + Lines.small("known: " + known)).toList());
    }
}

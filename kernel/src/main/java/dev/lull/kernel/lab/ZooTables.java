package dev.lull.kernel.lab;

import dev.lull.engine.zoo.Bug;
import dev.lull.engine.zoo.Zoo;
import dev.lull.kernel.display.Display;
import dev.lull.kernel.display.Progress;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The bugs of the zoo as tables: what they are, and what comes of asking. */
final class ZooTables {
    private ZooTables() {
    }

    static Table bugs() {
        StringColumn id = StringColumn.create("id");
        StringColumn name = StringColumn.create("name");
        StringColumn title = StringColumn.create("what");
        StringColumn versions = StringColumn.create("versions");
        StringColumn commit = StringColumn.create("mended by");
        StringColumn how = StringColumn.create("found by");
        for (Bug bug : Zoo.all()) {
            id.append(bug.id());
            name.append(bug.name());
            title.append(bug.title());
            versions.append(bug.versions());
            commit.append(bug.commit());
            how.append(bug.buggy().how());
        }
        return Table.create("bugs", id, name, versions, commit, how, title);
    }

    /** Asks about each, in code that has it and in code that has not. Interrupted, it hands back what it has. */
    static Table asked() {
        StringColumn id = StringColumn.create("id");
        StringColumn name = StringColumn.create("name");
        Answers buggy = new Answers("with it", "");
        Answers fixed = new Answers("without", " without");
        try (Progress progress = Display.progress("asking the zoo", Zoo.all().size())) {
            int done = 0;
            for (Bug bug : Zoo.all()) {
                if (Thread.currentThread().isInterrupted()) break;
                id.append(bug.id());
                name.append(bug.name());
                buggy.ask(bug.buggy(), true);
                fixed.ask(bug.fixed(), false);
                progress.at(++done, bug.name());
            }
            progress.endsAs("done");
        }
        return Table.create("the zoo", id, name, buggy.said, buggy.how, buggy.states, buggy.seconds, fixed.said, fixed.how, fixed.states, fixed.seconds);
    }

    /** One side's columns. */
    private static final class Answers {
        final StringColumn said;
        final StringColumn how;
        final LongColumn states;
        final DoubleColumn seconds;

        Answers(String side, String suffix) {
            said = StringColumn.create(side);
            how = StringColumn.create("how" + suffix);
            states = LongColumn.create("states" + suffix);
            seconds = DoubleColumn.create("seconds" + suffix);
        }

        void ask(Bug.Case question, boolean toBeFound) {
            long began = System.nanoTime();
            Bug.Result result = question.run();
            seconds.append(Math.round((System.nanoTime() - began) / 1e7) / 100.0);
            String found = toBeFound ? "found: " : "FOUND: ";
            said.append(result.found() ? found + result.inWords() : toBeFound ? "NOT FOUND" : result.inWords());
            how.append(question.how());
            states.append(result.states());
        }
    }
}

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

    private static String without(Bug bug, Bug.Result result) {
        if (result.found()) return "FOUND: " + result.inWords();
        return result.holds() ? "holds" : "nothing in " + bug.fixed().how();
    }

    /** Asks about each; states and time are of both questions. Interrupted, it hands back what it has. */
    static Table asked() {
        StringColumn id = StringColumn.create("id");
        StringColumn name = StringColumn.create("name");
        StringColumn buggy = StringColumn.create("with the bug");
        StringColumn fixed = StringColumn.create("without");
        LongColumn states = LongColumn.create("states");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        try (Progress progress = Display.progress("asking the zoo", Zoo.all().size())) {
            int done = 0;
            for (Bug bug : Zoo.all()) {
                if (Thread.currentThread().isInterrupted()) break;
                long began = System.nanoTime();
                Bug.Result with = bug.buggy().run();
                Bug.Result without = bug.fixed().run();
                id.append(bug.id());
                name.append(bug.name());
                buggy.append(with.found() ? "found: " + with.inWords() : "NOT FOUND");
                fixed.append(without(bug, without));
                states.append(with.states() + without.states());
                seconds.append(Math.round((System.nanoTime() - began) / 1e7) / 100.0);
                progress.at(++done, bug.name());
            }
            progress.endsAs("done");
        }
        return Table.create("the zoo", id, name, buggy, fixed, states, seconds);
    }
}

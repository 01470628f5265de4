package dev.lull.kernel.lab;

import dev.lull.engine.zoo.Bug;

/** A bug of the zoo, ready to be asked about: the code that has it and the code that has not. */
public final class PastBug {
    private final Bug bug;

    PastBug(Bug bug) {
        this.bug = bug;
    }

    /** Everything, as data. */
    public Bug data() {
        return bug;
    }

    /** The ready scenario on code that has the bug; explore it {@linkplain #explore() within its bounds} or within others. */
    public Experiment buggy() {
        return experiment(bug.buggy());
    }

    /** The ready scenario on code that has not. */
    public Experiment fixed() {
        return experiment(bug.fixed());
    }

    /** The list that shows the bug, for one that is played. */
    public MailScript list() {
        if (bug.buggy() instanceof Bug.Played played) return new MailScript(played.script());
        throw new IllegalStateException(bug.id() + " is found by exploration, not by a list of steps: ask buggy() or explore()");
    }

    /** Asks the code that has the bug. */
    public Object explore() {
        return ask(bug.buggy());
    }

    /** Asks the code that has not. */
    public Object exploreFixed() {
        return ask(bug.fixed());
    }

    private Object ask(Bug.Case question) {
        if (question instanceof Bug.Explored explored) return new Experiment(explored.scenario()).explore(explored.bounds());
        if (question instanceof Bug.Played played) return new PlayedScript(played.script().play());
        if (question instanceof Bug.Measured measured) return new Experiment(measured.scenario()).simulate(new Seed(measured.seed()), measured.length());
        return question.run();
    }

    private Experiment experiment(Bug.Case question) {
        if (question instanceof Bug.Explored explored) return new Experiment(explored.scenario());
        if (question instanceof Bug.Measured measured) return new Experiment(measured.scenario());
        throw new IllegalStateException(bug.id() + " is shown " + (question instanceof Bug.Played ? "by a list of steps: ask list()" : "on a model of its own")
                + ", or explore()");
    }

    @Override public String toString() {
        String mended = bug.commit().isEmpty() ? "" : ", mended by " + bug.commit();
        return bug.id() + " \"" + bug.name() + "\": " + bug.title() + "\n  versions: " + bug.versions() + mended + "\n  with it: " + bug.buggy().how()
                + "; without: " + bug.fixed().how() + "\n  explore() and exploreFixed() ask";
    }
}

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

    /** The model of the race alone, with the bug, of one that is shown on such a model. */
    public OwnModel model() {
        return modelled(bug.buggy());
    }

    /** The same without the bug. */
    public OwnModel fixedModel() {
        return modelled(bug.fixed());
    }

    /** The list that shows the bug, for one that is played. */
    public MailScript list() {
        if (bug.buggy() instanceof Bug.Played played) return new MailScript(played.script());
        throw elsewhere("list()", bug.buggy());
    }

    /** The list that shows the bug, for one of SRCU that is played. */
    public SrcuMailScript srcuList() {
        return listed(bug.buggy());
    }

    /** The same list on code that has not got the bug. */
    public SrcuMailScript srcuListFixed() {
        return listed(bug.fixed());
    }

    private SrcuMailScript listed(Bug.Case question) {
        if (question instanceof Bug.PlayedOnSrcu played) return new SrcuMailScript(played.script());
        throw elsewhere("srcuList()", question);
    }

    /** Explores the code that has the bug, within the bounds that find it. */
    public Answer explore() {
        return explored(bug.buggy());
    }

    /** Explores the code that has not, as far as it is to hold. */
    public Answer exploreFixed() {
        return explored(bug.fixed());
    }

    /** Runs the code that has the bug, for one that is measured. */
    public TimedRun simulate() {
        return simulated(bug.buggy());
    }

    /** Runs the code that has not. */
    public TimedRun simulateFixed() {
        return simulated(bug.fixed());
    }

    private Answer explored(Bug.Case question) {
        if (question instanceof Bug.Explored explored) return new Experiment(explored.scenario()).explore(explored.bounds());
        if (question instanceof Bug.Modelled modelled) return new OwnModel(modelled.definition()).explore(modelled.bounds());
        throw elsewhere("explore()", question);
    }

    private TimedRun simulated(Bug.Case question) {
        if (question instanceof Bug.Measured measured) return new Experiment(measured.scenario()).simulate(new Seed(measured.seed()), measured.length());
        throw elsewhere("simulate()", question);
    }

    private Experiment experiment(Bug.Case question) {
        if (question instanceof Bug.Explored explored) return new Experiment(explored.scenario());
        if (question instanceof Bug.Measured measured) return new Experiment(measured.scenario());
        throw elsewhere("buggy() and fixed()", question);
    }

    private OwnModel modelled(Bug.Case question) {
        if (question instanceof Bug.Modelled modelled) return new OwnModel(modelled.definition());
        if (question instanceof Bug.Timed timed) return new OwnModel(timed.definition());
        throw elsewhere("model()", question);
    }

    private IllegalStateException elsewhere(String asked, Bug.Case question) {
        return new IllegalStateException(bug.id() + " has no " + asked + ": it is shown by " + (question instanceof Bug.Played ? "a list of steps. Ask list()"
                : question instanceof Bug.PlayedOnSrcu ? "a list of steps on SRCU. Ask srcuList() or srcuListFixed()"
                : question instanceof Bug.Measured ? "a timed run. Ask buggy(), fixed(), simulate() or simulateFixed()"
                : question instanceof Bug.Timed ? "a timed run of a model of its own. Ask model() or fixedModel(), or data().buggy().run()"
                : question instanceof Bug.Modelled ? "exploring a model of the race alone. Ask model(), fixedModel(), explore() or exploreFixed()"
                : "exploring a scenario. Ask buggy(), fixed(), explore() or exploreFixed()") + ".");
    }

    private String asks() {
        if (bug.buggy() instanceof Bug.Played) return "list().play()";
        if (bug.buggy() instanceof Bug.PlayedOnSrcu) return "srcuList().play(), srcuListFixed().play()";
        return bug.buggy() instanceof Bug.Measured ? "simulate(), simulateFixed(); buggy() and fixed() are the scenarios"
                : "explore(), exploreFixed(); " + (bug.buggy() instanceof Bug.Modelled ? "model() and fixedModel()" : "buggy() and fixed()") + " are what is asked about";
    }

    @Override public String toString() {
        String mended = bug.commit().isEmpty() ? "" : ", mended by " + bug.commit();
        return bug.id() + " \"" + bug.name() + "\": " + bug.title() + "\n  versions: " + bug.versions() + mended + "\n  with it: " + bug.buggy().how()
                + "; without: " + bug.fixed().how() + "\n  ask: " + asks();
    }
}

package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Play;
import dev.lull.engine.run.Script;
import dev.lull.engine.scenario.Scenario;

/**
 * A bug that Linux has had, with a question that finds it and the same question to code without it.
 *
 * @param id       as the reference numbers it: {@code Z1}
 * @param name     the switch: {@code nocb_timer requeue}
 * @param title    one line
 * @param versions where it was
 * @param commit   what mended it; "" for what was never in a release
 * @param buggy    the question to code that has it
 * @param fixed    the question to code that has not
 */
public record Bug(String id, String name, String title, String versions, String commit, Case buggy, Case fixed) {
    /** A question, and how it is answered. */
    public sealed interface Case {
        /** Answers it. */
        Result run();

        /** How: by exploration within bounds, or by playing a list. */
        String how();
    }

    /**
     * The answer.
     *
     * @param found  whether something is wrong
     * @param holds  whether everything within the bounds was seen, and nothing was wrong
     * @param what   what is wrong; {@code null} for nothing
     * @param states states met; 0 for a list that was played
     */
    public record Result(boolean found, boolean holds, Finding what, long states) { }

    /** Linux under a load, explored. */
    public record Explored(Scenario scenario, Bounds bounds) implements Case {
        @Override public Result run() {
            return result(Exploration.of(scenario, bounds).run(Progress.SILENT));
        }

        @Override public String how() {
            return in(bounds);
        }
    }

    /** A model of just the race, explored. */
    public record Modelled(Definition definition, Bounds bounds) implements Case {
        @Override public Result run() {
            return result(Exploration.of(definition, bounds).run(Progress.SILENT));
        }

        @Override public String how() {
            return in(bounds) + " of a model of its own";
        }
    }

    private static Result result(Verdict verdict) {
        Finding what = verdict.isViolated() ? verdict.counterexample().walk().finding() : null;
        return new Result(verdict.isViolated(), verdict.holds(), what, verdict.states());
    }

    private static String in(Bounds bounds) {
        if (bounds.walks() > 0 && !bounds.searches()) return bounds.walks() + " random walks";
        if (bounds.preemptions() == Bounds.ANY) return "every run";
        return "runs with at most " + bounds.preemptions() + (bounds.preemptions() == 1 ? " preemption" : " preemptions");
    }

    /** A list of steps, played. */
    public record Played(Script script) implements Case {
        @Override public Result run() {
            Play play = script.play();
            return new Result(play.finding() != null, play.finding() == null && play.isRunOfTheCode(), play.finding(), 0);
        }

        @Override public String how() {
            return "played";
        }
    }
}

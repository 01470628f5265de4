package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
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
            Verdict verdict = Exploration.of(scenario, bounds).run(Progress.SILENT);
            return new Result(verdict.isViolated(), verdict.holds(), verdict.isViolated() ? verdict.counterexample().walk().finding() : null, verdict.states());
        }

        @Override public String how() {
            if (bounds.walks() > 0 && !bounds.searches()) return bounds.walks() + " random walks";
            return bounds.preemptions() == Bounds.ANY ? "every run" : "runs with at most " + bounds.preemptions() + (bounds.preemptions() == 1 ? " preemption" : " preemptions");
        }
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

package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Play;
import dev.lull.engine.run.Script;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.run.srcu.SrcuScript;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.timed.StepPrices;
import dev.lull.engine.timed.TimedModel;

import java.util.List;

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

        /** How: by exploration within bounds, by playing a list, or by measuring a timed run. */
        String how();
    }

    /**
     * The answer.
     *
     * @param found  whether something is wrong
     * @param holds  whether everything within the bounds was seen, and nothing was wrong
     * @param what   what is wrong; {@code null} for nothing
     * @param states states met; 0 for a list that was played, or a run that was measured
     */
    public record Result(boolean found, boolean holds, Finding what, long states) {
        /** What is wrong, in a few words: its kind, or the figure that is too big. */
        public String inWords() {
            if (!found) return holds ? "holds" : "nothing found";
            return what.kind() == Finding.Kind.WASTE && what.title().length() < 50 ? what.title() : what.kind().words();
        }
    }

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
            return in(bounds) + ", own model";
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

    /** A list of steps on an SRCU, played. */
    public record PlayedOnSrcu(SrcuScript script) implements Case {
        @Override public Result run() {
            Play play = script.play();
            return new Result(play.finding() != null, play.finding() == null && play.isRunOfTheCode(), play.finding(), 0);
        }

        @Override public String how() {
            return "played";
        }
    }

    /**
     * A timed run, of which one figure is beyond a limit or is not: for what shows only as lost time or as useless work.
     *
     * @param most what the figure may be
     */
    public record Measured(Scenario scenario, long seed, Nanos length, Figure figure, long most) implements Case {
        @Override public Result run() {
            SimulatedRun run = Simulation.of(scenario, seed, length).run();
            long value = figure.of().applyAsLong(run);
            Finding what = value <= most ? null : new Finding(Finding.Kind.WASTE, figure.words(value), List.of("at most " + figure.words(most) + " will do"));
            return new Result(what != null, what == null && run.isClean(), what, 0);
        }

        @Override public String how() {
            return "timed run of " + length + ", at most " + figure.value(most);
        }
    }

    /**
     * A timed run of a model of its own, in which steps at one label are made more often than they should be, or are not.
     *
     * @param most how often they may be
     */
    public record Timed(Definition definition, StepPrices prices, long seed, Nanos length, String label, long most) implements Case {
        @Override public Result run() {
            long made = new TimedModel(definition, prices).steps(seed, length).stream().filter(step -> step.label().equals(label)).count();
            Finding what = made <= most ? null : new Finding(Finding.Kind.WASTE, made + " steps at " + label, List.of("at most " + most + " will do"));
            return new Result(what != null, what == null, what, 0);
        }

        @Override public String how() {
            return "timed run of " + length + ", own model, at most " + most;
        }
    }
}

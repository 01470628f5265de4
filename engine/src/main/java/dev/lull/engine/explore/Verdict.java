package dev.lull.engine.explore;

import dev.lull.engine.check.LockGraph;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.Scenario;

import java.util.List;

/**
 * What an exploration found out.
 *
 * @param title          what was explored
 * @param scenario       the same as a Linux scenario; {@code null} for a model of the user's own
 * @param bounds         how far
 * @param outcome        how it ended
 * @param stop           what stopped it, if something did
 * @param preemptions    {@link Bounds#ANY}, or the number of preemptions that a run had at most; the others were left out
 * @param walks          random walks after which the verdict stands; 0 when it comes from a search
 * @param counterexample the way to a violation; {@code null} when none was found
 * @param states         different states met
 * @param transitions    moves made that led to another state
 * @param depth          moves on the longest way gone
 * @param resting        states met in which nothing but the outside can move and no timer is pending
 * @param bytesPerState  memory a stored state took
 * @param stateBits      bits of a state that tell it from others
 * @param coverage       labels of all contexts: how often each was stepped from
 * @param assumptions    what is taken for granted, a sentence each
 * @param rounds         what is known of endless rounds in which something stays owed
 * @param lockOrder      which locks were taken inside which, in any run that was looked at
 * @param known          mistakes that were met and are known, so that they are not what was looked for: a sentence each
 */
public record Verdict(String title, Scenario scenario, Bounds bounds, Outcome outcome, Stop stop, int preemptions, int walks, Counterexample counterexample,
                      long states, long transitions, int depth, long resting, double bytesPerState, int stateBits, List<LabelCount> coverage,
                      List<String> assumptions, Rounds rounds, LockGraph lockOrder, List<String> known) {
    private static final int EXACT_BITS = 63;

    public Verdict {
        coverage = List.copyOf(coverage);
        assumptions = List.copyOf(assumptions);
        known = List.copyOf(known);
    }

    /** How it ended. */
    public enum Outcome {
        /** Some interleaving breaks a rule. */
        VIOLATED,
        /** Within the bounds none does. */
        HOLDS,
        /** Stopped before everything was seen, with nothing found so far. */
        STOPPED
    }

    /** What stopped a search before it had seen everything. */
    public enum Stop {
        NOT("nothing stopped it"),
        STATES("it met as many states as it was allowed to"),
        DEPTH("it went as deep as it was allowed to"),
        MEMORY("its states took as much memory as they were allowed to"),
        TIME("its time was up"),
        INTERRUPTED("it was interrupted"),
        WALKS("walks prove nothing, however many");

        private final String says;

        Stop(String says) {
            this.says = says;
        }

        /** As the rest of a sentence. */
        public String says() {
            return says;
        }
    }

    /** What is known of endless rounds. */
    public enum Rounds {
        /** They were not looked for. */
        NOT_ASKED,
        /** There is none, under any scheduler that lets everybody move who again and again can. */
        NONE,
        /** Not all states could be kept, so there may be one. */
        UNKNOWN,
        /** There is one: the counterexample ends in it. */
        FOUND
    }

    Verdict endingIn(Outcome how, Rounds found, Counterexample round) {
        return new Verdict(title, scenario, bounds, how, stop, preemptions, walks, round, states, transitions, round == null ? depth : round.length(), resting,
                bytesPerState, stateBits, coverage, assumptions, found, lockOrder, known);
    }

    /** How many times a label was stepped from; 0 marks text that no interleaving reached. */
    public record LabelCount(String context, String function, String label, long steps) { }

    /**
     * What is wrong though no run within the bounds came to harm by it: orders of locks that contradict each other, locks that a
     * handler takes and others hold with handlers let in. Empty when nothing is.
     */
    public List<Finding> suspicions() {
        return lockOrder.findings();
    }

    public boolean holds() {
        return outcome == Outcome.HOLDS;
    }

    public boolean isViolated() {
        return outcome == Outcome.VIOLATED;
    }

    /** Whether no two states can have been taken for one. */
    public boolean isExact() {
        return stateBits <= EXACT_BITS;
    }

    /** Odds that some state was taken for another and so never looked at: n²/2⁶⁵, or n²/2¹²⁸ when told apart by two fingerprints. */
    public double collisionOdds() {
        return isExact() ? 0 : (double) states * states / Math.pow(2, bounds.wide() ? 128 : 65);
    }
}

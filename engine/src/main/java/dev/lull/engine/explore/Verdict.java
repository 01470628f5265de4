package dev.lull.engine.explore;

import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.scenario.Scenario;

import java.util.List;

/**
 * What an exploration found out.
 *
 * @param scenario       what was explored
 * @param bounds         how far
 * @param outcome        how it ended
 * @param preemptions    {@link Bounds#ANY}, or the number of preemptions that a run had at most; the others were left out
 * @param walks          random walks after which the verdict stands; 0 when it comes from a search
 * @param counterexample the shortest way to a violation; {@code null} when none was found
 * @param states         different states met
 * @param transitions    moves made that led to another state
 * @param depth          moves on the longest way gone
 * @param resting        states met in which nothing but the outside can move and no timer is pending
 * @param bytesPerState  memory a stored state took
 * @param coverage       labels of all contexts: how often each was stepped from
 */
public record Verdict(Scenario scenario, Bounds bounds, Outcome outcome, int preemptions, int walks, Counterexample counterexample, long states, long transitions,
                      int depth, long resting, double bytesPerState, List<LabelCount> coverage) {
    public Verdict {
        coverage = List.copyOf(coverage);
    }

    /** How it ended. */
    public enum Outcome {
        /** Some interleaving breaks a rule. */
        VIOLATED,
        /** Within the bounds none does. */
        HOLDS,
        /** Stopped from outside or at the bound on states or depth, with nothing found so far. */
        STOPPED
    }

    /** How many times a label was stepped from; 0 marks text that no interleaving reached. */
    public record LabelCount(String context, String function, String label, long steps) { }

    public boolean holds() {
        return outcome == Outcome.HOLDS;
    }

    public boolean isViolated() {
        return outcome == Outcome.VIOLATED;
    }

    /** Odds that some state was taken for another and so never looked at: n²/2⁶⁵. */
    public double collisionOdds() {
        return (double) states * states / Math.pow(2, 65);
    }

    /** What is taken for granted, a sentence each. */
    public List<String> assumptions() {
        return List.of(
                "each kthread has a CPU of its own: it may always run and may always be left waiting",
                "the load may stop after any call; jiffies pass at any moment and without limit, and a due timer fires at any later one",
                "a CPU passes a quiescent state at any moment outside readers, softirqs and code with interrupts off",
                "memory is sequentially consistent",
                bounds.gracePeriods() == GpKthread.Grain.FINE ? "every step of the grace-period kthread is apart"
                        : "a grace period begins in one step and ends in one step",
                scenario.rescue().isEmpty() ? "no CPU meets a rescue edge: each stays in the kernel without a tick" : "CPUs " + scenario.rescue() + " take ticks that do their deferred wakeups");
    }
}

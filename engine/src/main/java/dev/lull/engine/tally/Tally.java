package dev.lull.engine.tally;

import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;

import java.math.BigInteger;
import java.util.List;

/**
 * All executions of a model, from its first state until nobody can go on.
 *
 * @param title          what was counted
 * @param states         distinct states, the first and the last ones included
 * @param executions     ways from the first state to one in which nobody can go on
 * @param broken         how many of them break a rule
 * @param deadlocked     how many of them end with something still owed
 * @param oddsBroken     how likely a scheduler that draws evenly among those who can go on is to break a rule
 * @param oddsDeadlocked how likely it is to end with something owed
 * @param ends           the different ways in which that happens
 * @param lockOrder      lock orders that contradict each other, over all executions together
 */
public record Tally(String title, long states, BigInteger executions, BigInteger broken, BigInteger deadlocked, double oddsBroken,
                    double oddsDeadlocked, List<Stuck> ends, List<Finding> lockOrder) {
    public Tally {
        ends = List.copyOf(ends);
        lockOrder = List.copyOf(lockOrder);
    }

    /**
     * Counts.
     *
     * @throws IllegalArgumentException when the model can go round for ever, or has too many states
     */
    public static Tally of(Definition definition) {
        return new Counting(definition).tally();
    }

    /** Whether no execution breaks a rule or gets stuck. */
    public boolean holds() {
        return broken.signum() == 0 && deadlocked.signum() == 0;
    }

    /** What part of all executions breaks a rule or gets stuck; those that do both are counted once for each. */
    public double share() {
        return broken.add(deadlocked).doubleValue() / executions.doubleValue();
    }

    /** What part of all executions breaks a rule. */
    public double shareBroken() {
        return broken.doubleValue() / executions.doubleValue();
    }

    /** What part of all executions gets stuck. */
    public double shareDeadlocked() {
        return deadlocked.doubleValue() / executions.doubleValue();
    }

    /**
     * How many random executions it takes to see, with probability {@code confidence}, at least one that breaks a rule or gets
     * stuck; none ever shows it when there is none.
     */
    public long seedsFor(double confidence) {
        return seedsFor(confidence, oddsBroken + oddsDeadlocked);
    }

    /** The same for something that happens with probability {@code odds} in each. */
    public static long seedsFor(double confidence, double odds) {
        if (confidence <= 0 || confidence >= 1) throw new IllegalArgumentException("seedsFor(" + confidence + "): a probability between 0 and 1, such as 0.999");
        if (odds <= 0) throw new IllegalArgumentException("seedsFor(" + confidence + "): nothing goes wrong here, so no number of seeds shows it");
        return odds >= 1 ? 1 : (long) StrictMath.ceil(StrictMath.log(1 - confidence) / StrictMath.log(1 - odds) - 1e-12);
    }

    /** After {@code runs} without a failure: the failure probability per run that 95 % confidence leaves room for, three over n. */
    public static double boundAfter(long runs) {
        if (runs < 1) throw new IllegalArgumentException("boundAfter(" + runs + "): at least one run");
        return 3.0 / runs;
    }
}

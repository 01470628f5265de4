package dev.lull.kernel.lab;

import dev.lull.engine.model.Finding;
import dev.lull.engine.tally.Stuck;
import dev.lull.engine.tally.Tally;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All executions of a model, counted. */
public final class Counted {
    private final Tally tally;
    private final List<String> assumptions;

    Counted(Tally tally, List<String> assumptions) {
        this.tally = tally;
        this.assumptions = List.copyOf(assumptions);
    }

    /** Everything, as data. */
    public Tally data() {
        return tally;
    }

    /** Whether no execution breaks a rule or gets stuck. */
    public boolean holds() {
        return tally.holds();
    }

    /** One line. */
    public String headline() {
        if (holds()) return "HOLDS in all " + of(tally.executions());
        List<String> wrong = new ArrayList<>();
        if (tally.broken().signum() > 0) wrong.add(share(tally.broken(), tally.shareBroken()) + " break a rule");
        if (tally.deadlocked().signum() > 0) wrong.add(share(tally.deadlocked(), tally.shareDeadlocked()) + " get stuck");
        return "VIOLATED: of " + of(tally.executions()) + ", " + Numbers.joined(wrong);
    }

    private static String of(BigInteger executions) {
        return String.format(Locale.ROOT, "%,d execution%s", executions, executions.equals(BigInteger.ONE) ? "" : "s");
    }

    private static String share(BigInteger count, double share) {
        return String.format(Locale.ROOT, "%,d (%s)", count, Percent.of(share));
    }

    /** What stands behind the headline: a sentence each. */
    public List<String> smallPrint() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%,d states; waiting and being woken are no steps of their own", tally.states()));
        double odds = tally.oddsBroken() + tally.oddsDeadlocked();
        if (odds > 1 - 1e-9) {
            lines.add("every run shows it");
        } else if (odds > 0) {
            lines.add("a scheduler that draws evenly among those who can go on meets it with probability " + String.format(Locale.ROOT, "%.4f", odds) + ": "
                    + Numbers.of(tally.seedsFor(0.99), "seed") + " show it with 99 %, " + Numbers.of(tally.seedsFor(0.999), "seed") + " with 99.9 %");
        }
        tally.ends().stream().map(Stuck::inOneLine).distinct().forEach(circle -> lines.add("stuck: " + circle));
        for (Finding finding : tally.lockOrder()) lines.add("over all executions together, " + finding.title());
        assumptions.forEach(assumption -> lines.add("assumed: " + assumption));
        return lines;
    }

    /**
     * Who waits for whom, as a picture.
     *
     * @throws IllegalStateException when nobody ever does so for good
     */
    public WaitPicture picture() {
        return picture(0);
    }

    /** The same for the {@code n}th way in which it happens, from 0. */
    public WaitPicture picture(int n) {
        if (tally.ends().isEmpty()) throw new IllegalStateException("nobody gets stuck in \"" + tally.title() + "\", so there is nothing to draw");
        if (n < 0 || n >= tally.ends().size()) throw new IllegalArgumentException("picture(" + n + "): there are " + tally.ends().size() + ", from 0");
        return new WaitPicture(tally.title(), tally.ends().get(n));
    }

    @Override public String toString() {
        StringBuilder out = new StringBuilder(tally.title()).append('\n').append(headline());
        smallPrint().forEach(line -> out.append('\n').append(Lines.small(line)));
        return out.toString();
    }
}

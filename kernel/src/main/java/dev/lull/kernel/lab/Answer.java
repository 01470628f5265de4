package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.model.Finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an exploration found out. */
public final class Answer {
    private static final long MANY_STATES = 100_000;

    private final Verdict verdict;
    private final Asked asked;
    private Story story;
    private Coverage coverage;

    Answer(Verdict verdict, Asked asked) {
        this.verdict = verdict;
        this.asked = asked;
    }

    /** Everything, as data. */
    public Verdict data() {
        return verdict;
    }

    /** What was asked. */
    public String title() {
        return asked.title();
    }

    /** Whether no rule was broken, within the bounds. */
    public boolean holds() {
        return verdict.holds();
    }

    /** Whether a rule was broken; {@link #counterexample()} says how. */
    public boolean isViolated() {
        return verdict.isViolated();
    }

    /**
     * How a rule is broken, to be read, drawn, replayed.
     *
     * @throws IllegalStateException when nothing was found
     */
    public Story counterexample() {
        if (!isViolated()) throw new IllegalStateException("there is no counterexample: " + headline());
        if (story == null) story = asked.tell(verdict.counterexample());
        return story;
    }

    /**
     * The same, explored breadth-first: its counterexample has as few moves as any, where {@link #counterexample()} is the one
     * with the fewest preemptions, which is longer and easier to follow. It takes as long as a search takes.
     */
    public Answer shortest() {
        Bounds bounds = verdict.bounds().shortest();
        return verdict.bounds().equals(bounds) ? this : Exploring.run(asked.exploration(bounds), asked, bounds);
    }

    /** One line. */
    public String headline() {
        return switch (verdict.outcome()) {
            case VIOLATED -> "VIOLATED: " + counterexample().finding().kind().words() + " in " + Numbers.of(verdict.counterexample().length(), "step") + " with "
                    + Numbers.of(counterexample().preemptions(), "preemption") + "; " + effort();
            case HOLDS -> "HOLDS" + (verdict.suspicions().isEmpty() ? "" : ", BUT NOT ABOVE SUSPICION") + (verdict.preemptions() == Bounds.ANY ? "" : " in all runs with at most " + Numbers.of(verdict.preemptions(), "preemption")) + ": " + effort();
            case STOPPED -> "NOTHING FOUND SO FAR, no proof, since " + verdict.stop().says() + ": " + effort();
        };
    }

    private String effort() {
        if (isWalks()) return String.format(Locale.ROOT, "%,d random walks, %,d steps, seed %d", verdict.walks(), verdict.transitions(), verdict.bounds().seed());
        return String.format(Locale.ROOT, "%,d states, %,d transitions, depth %,d", verdict.states(), verdict.transitions(), verdict.depth());
    }

    private boolean isWalks() {
        return verdict.walks() > 0;
    }

    /** Which locks were taken inside which, in any run that was looked at: lockdep's knowledge, as text or as a picture. */
    public LockPicture lockOrder() {
        return new LockPicture(title(), verdict.lockOrder());
    }

    /**
     * What is wrong though no run came to harm by it: locks whose order contradicts itself, locks that a handler takes and others
     * hold with handlers let in.
     */
    public List<Finding> suspicions() {
        return verdict.suspicions();
    }

    /** What stands behind the headline: a sentence each. */
    public List<String> smallPrint() {
        List<String> lines = new ArrayList<>(asked.about());
        lines.addAll(Limits.of(verdict.bounds()));
        if (!isWalks()) {
            lines.add(odds());
            rounds(lines);
            lines.add(coverage() + (coverage().neverReached() == 0 ? "" : "; coverage().listing() marks the others"));
        }
        if (!verdict.lockOrder().isEmpty()) lines.add(locks());
        verdict.known().forEach(known -> lines.add("known: " + known));
        verdict.assumptions().forEach(assumption -> lines.add("assumed: " + assumption));
        return lines;
    }

    private void rounds(List<String> lines) {
        switch (verdict.rounds()) {
            case NOT_ASKED, FOUND -> { }
            case NONE -> lines.add("nothing stays owed for ever under a scheduler that lets everybody move who again and again can");
            case UNKNOWN -> lines.add("not all states could be kept to look for endless rounds, so there may be one");
        }
    }

    private String locks() {
        int orders = verdict.lockOrder().facts().size();
        return Numbers.of(orders, "order") + " of locks met" + (verdict.lockOrder().circles().isEmpty() ? ", none of which contradicts another" : "") + "; lockOrder() shows them";
    }

    private String odds() {
        boolean many = verdict.states() >= MANY_STATES;              // of few, what is set aside beforehand says nothing
        String bytes = many ? String.format(Locale.ROOT, "; %.0f bytes a state", verdict.bytesPerState()) : "";
        if (verdict.isExact()) return "no state was taken for another: each fits into " + verdict.stateBits() + " bits" + bytes;
        return String.format(Locale.ROOT, "odds that some state was taken for another and missed: %.1e, with %d bits to tell them apart%s",
                verdict.collisionOdds(), verdict.bounds().wide() ? 128 : 64, bytes);
    }

    /** Which labels were stepped from, how often, and which no run came to. */
    public Coverage coverage() {
        if (coverage == null) coverage = Coverage.of(title(), verdict.coverage(), asked.machine());
        return coverage;
    }

    @Override public String toString() {
        StringBuilder out = new StringBuilder(title()).append('\n').append(headline());
        if (isViolated()) out.append('\n').append(Lines.of(counterexample().finding()));
        for (Finding suspicion : suspicions()) out.append('\n').append(Lines.of(suspicion));
        smallPrint().forEach(line -> out.append('\n').append(Lines.small(line)));
        return out.toString();
    }
}

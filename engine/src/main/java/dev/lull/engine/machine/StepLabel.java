package dev.lull.engine.machine;

import java.util.Locale;

/**
 * What a label says of its step. An enum of labels need not implement it: then a step costs {@link Cost#LOCAL} and is told
 * by the label's name.
 */
public interface StepLabel {
    /** What there is to say. */
    Told told();

    /**
     * A step told.
     *
     * @param cost the kind of work
     * @param says what it does, going on from the context as subject: "takes the CPU's ->nocb_lock"
     */
    record Told(Cost cost, String says) { }

    /** The cost of any label. */
    static Cost costOf(Enum<?> label) {
        return label instanceof StepLabel step ? step.told().cost() : Cost.LOCAL;
    }

    /** The words for any label. */
    static String wordsOf(Enum<?> label) {
        return label instanceof StepLabel step ? step.told().says() : "does " + label.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

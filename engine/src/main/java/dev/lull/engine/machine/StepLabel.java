package dev.lull.engine.machine;

import java.util.Locale;

/**
 * What a label may say of its step. An enum of labels need not implement it: then a step costs {@link Cost#LOCAL} and
 * is told by the label's name.
 */
public interface StepLabel {
    /** The kind of work. */
    Cost cost();

    /** What the step does, continuing a sentence whose subject is the context: "takes the CPU's ->nocb_lock". */
    String says();

    /** The cost of any label. */
    static Cost costOf(Enum<?> label) {
        return label instanceof StepLabel step ? step.cost() : Cost.LOCAL;
    }

    /** The words for any label. */
    static String wordsOf(Enum<?> label) {
        return label instanceof StepLabel step ? step.says() : "does " + label.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

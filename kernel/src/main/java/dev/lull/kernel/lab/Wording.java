package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;

import java.util.List;

/** The words for what contexts do: those of a mail about RCU, or those that any model has. */
interface Wording {
    /** Adds what the context did in this step to its deeds, as they follow its name: "takes a". Often nothing. */
    void tell(Moment step, List<String> deeds);

    /** Adds what was held back. */
    default void endOfPassage(List<String> deeds) {
    }

    /** What happened to a context or from outside, a sentence without its full stop; {@code alone} when nothing follows from it for now. */
    String happening(Moment moment, boolean alone);

    /** The name of a context as a sentence begins with it; {@code follows} when the sentence before was about it. */
    String subject(String who, boolean follows);

    /** What comes next, as it goes on after "before it"; {@code null} when that is no interruption worth a word. */
    String before(Moment next);
}

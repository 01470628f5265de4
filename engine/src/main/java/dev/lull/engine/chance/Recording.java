package dev.lull.engine.chance;

import java.util.ArrayList;
import java.util.List;

/** Passes questions on and keeps the answers: the tape that {@link Replaying} plays back. */
public final class Recording implements Choices {
    private final Choices asked;
    private final List<Integer> answers = new ArrayList<>();

    public Recording(Choices asked) {
        this.asked = asked;
    }

    @Override public int pick(String what, int count) {
        int answer = asked.pick(what, count);
        answers.add(answer);
        return answer;
    }

    /** The answers so far, in the order given. */
    public List<Integer> tape() {
        return List.copyOf(answers);
    }
}

package dev.lull.engine.chance;

import java.util.List;

/** Answers from a tape, and with the first alternative once the tape has run out: a minimised tape is a short one. */
public final class Replaying implements Choices {
    private final List<Integer> tape;
    private int next;

    public Replaying(List<Integer> tape) {
        this.tape = List.copyOf(tape);
    }

    @Override public int pick(String what, int count) {
        int answer = next < tape.size() ? tape.get(next++) : 0;
        return Math.min(answer, count - 1);         // a shortened tape may answer a question with fewer alternatives
    }
}

package dev.lull.engine.chance;

import java.util.ArrayList;
import java.util.List;

/** Answers every question in every way, one whole run after another. */
public final class Exhaustive implements Choices {
    private final List<int[]> asked = new ArrayList<>();        // {answer, count}, in the order asked
    private int next;

    @Override public int pick(String what, int count) {
        if (next == asked.size()) asked.add(new int[] {0, count});
        return asked.get(next++)[0];
    }

    /** Turns to the next run; false when all have been had. */
    public boolean advance() {
        next = 0;
        while (!asked.isEmpty()) {
            int[] last = asked.get(asked.size() - 1);
            if (++last[0] < last[1]) return true;
            asked.remove(asked.size() - 1);
        }
        return false;
    }
}

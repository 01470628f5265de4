package dev.lull.engine.timed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long tasks take from one label to another, measured over the steps of a run. */
public final class Stretches {
    private Stretches() {
    }

    /**
     * One stretch.
     *
     * @param who    the task
     * @param fromNs when it began
     * @param toNs   when it ended
     */
    public record Stretch(String who, long fromNs, long toNs) {
        public long ns() {
            return toNs - fromNs;
        }
    }

    /** From each task's step at {@code from} until it stands at {@code to}; in the order in which they end. */
    public static List<Stretch> between(List<TimedStep> steps, String from, String to) {
        Map<String, Long> begun = new HashMap<>();              // looked up, never walked
        List<Stretch> stretches = new ArrayList<>();
        for (TimedStep step : steps) {
            if (step.label().equals(from)) begun.put(step.who(), step.atNs());
            Long since = step.next().equals(to) ? begun.remove(step.who()) : null;
            if (since != null) stretches.add(new Stretch(step.who(), since, step.atNs()));
        }
        return stretches;
    }

    /** When {@code who} first made the step at {@code label}; -1 for never. */
    public static long first(List<TimedStep> steps, String who, String label) {
        for (TimedStep step : steps) if (step.who().equals(who) && step.label().equals(label)) return step.atNs();
        return -1;
    }
}

package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;

import java.util.ArrayList;
import java.util.List;

/** Moves that one context makes in a row, with what set it going; or moves from outside in a row. */
record Passage(String who, List<Moment> moments) {
    static List<Passage> of(List<Moment> moments) {
        List<Passage> passages = new ArrayList<>();
        List<Moment> run = new ArrayList<>();
        String who = null;
        for (Moment moment : moments) {
            boolean begins = !moment.step() && !moment.who().isEmpty();
            if (!run.isEmpty() && (begins || !moment.who().equals(who))) {
                passages.add(new Passage(who, List.copyOf(run)));
                run.clear();
            }
            who = moment.who();
            run.add(moment);
        }
        if (!run.isEmpty()) passages.add(new Passage(who, List.copyOf(run)));
        return passages;
    }

    /** The event, and the labels stepped from: the first and the last, and how many steps. */
    String labels() {
        StringBuilder out = new StringBuilder();
        List<Moment> steps = moments.stream().filter(Moment::step).toList();
        for (Moment moment : moments) if (!moment.step()) out.append(out.length() == 0 ? "" : "; ").append(moment.at());
        if (!steps.isEmpty()) {
            out.append(out.length() == 0 ? "" : "; ").append(label(steps.get(0)));
            if (steps.size() > 1) out.append(" … ").append(label(steps.get(steps.size() - 1))).append(" (").append(steps.size()).append(')');
        }
        return out.toString();
    }

    private static String label(Moment moment) {
        return moment.at().substring(moment.at().indexOf(": ") + 2);
    }
}

package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Moves that one context makes in a row, with what set it going; or moves from outside in a row. */
record Passage(String who, List<Moment> moments) {
    private static final int LABELS_MAX = 14;

    Passage {
        moments = List.copyOf(moments);
    }

    static List<Passage> of(List<Moment> moments) {
        List<Passage> passages = new ArrayList<>();
        List<Moment> run = new ArrayList<>();
        String who = null;
        for (Moment moment : moments) {
            boolean begins = !moment.step() && !moment.who().isEmpty();
            if (!run.isEmpty() && (begins || !moment.who().equals(who))) {
                passages.add(new Passage(who, run));
                run.clear();
            }
            who = moment.who();
            run.add(moment);
        }
        if (!run.isEmpty()) passages.add(new Passage(who, run));
        return passages;
    }

    /** The moves in which a context stepped. */
    List<Moment> steps() {
        return moments.stream().filter(Moment::step).toList();
    }

    /** The event, and the labels stepped from, function by function; of many in one function the first and the last. */
    String labels() {
        StringBuilder out = new StringBuilder();
        for (Moment moment : moments) if (!moment.step()) out.append(out.length() == 0 ? "" : "; ").append(moment.words());
        boolean brief = steps().size() > LABELS_MAX;
        String function = null;
        List<String> labels = new ArrayList<>();
        for (Moment moment : steps()) {
            if (!functionOf(moment).equals(function)) {
                append(out, function, labels, brief);
                function = functionOf(moment);
            }
            labels.add(labelOf(moment));
        }
        append(out, function, labels, brief);
        return out.toString();
    }

    private static void append(StringBuilder out, String function, List<String> labels, boolean brief) {
        if (labels.isEmpty()) return;
        out.append(out.length() == 0 ? "" : "; ").append(function).append(": ");
        int last = labels.size() - 1;
        out.append(brief && last > 2 ? labels.get(0) + " ... " + labels.get(last) + " (" + labels.size() + " steps)" : String.join(" ", labels));
        labels.clear();
    }

    static String functionOf(Moment step) {
        return step.at().substring(0, step.at().indexOf(": "));
    }

    static String labelOf(Moment step) {
        return step.at().substring(step.at().indexOf(": ") + 2);
    }

    /** Whether a step's label has words of its own, and not just a name. */
    static boolean saysMore(Moment step) {
        return !step.words().equals("does " + labelOf(step).toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}

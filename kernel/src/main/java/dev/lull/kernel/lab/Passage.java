package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    /** The labels stepped from, by function: {@code nocb_gp_wait: LOCK LOOK_BYPASS ADVANCE}. */
    String labels() {
        StringBuilder out = new StringBuilder();
        String function = null;
        for (Moment moment : moments) {
            if (!moment.step()) {
                out.append(out.length() == 0 ? "" : "; ").append(moment.at());
                function = null;
                continue;
            }
            String[] parts = moment.at().split(": ", 2);
            if (!parts[0].equals(function)) out.append(out.length() == 0 ? "" : "; ").append(parts[0]).append(':');
            function = parts[0];
            out.append(' ').append(parts[1]);
        }
        return out.toString();
    }

    /** A sentence or two. */
    String inWords() {
        List<String> parts = new ArrayList<>();
        StringBuilder start = new StringBuilder();
        Set<String> effects = new LinkedHashSet<>();
        for (Moment moment : moments) {
            if (!moment.step()) start.append(start.length() == 0 ? "" : "; ").append(moment.at());
            else if (parts.isEmpty() || !parts.get(parts.size() - 1).equals(moment.words())) parts.add(moment.words());
            String changes = Steps.changes(moment);
            if (!changes.isEmpty() && moment.step()) effects.add(changes);
        }
        StringBuilder out = new StringBuilder();
        if (start.length() > 0) out.append(capital(start.toString())).append(". ");
        if (!parts.isEmpty()) {
            out.append(subject()).append(' ');
            for (int i = 0; i < parts.size(); i++) {
                out.append(i == 0 ? "" : i == parts.size() - 1 ? ", and " : ", ").append(parts.get(i));
            }
            out.append('.');
        }
        if (!effects.isEmpty()) out.append(" [").append(String.join("; ", effects)).append(']');
        return out.toString().trim();
    }

    private String subject() {
        if (who.startsWith("task/")) return "The task on CPU " + who.substring(5);
        if (who.startsWith("rcuog/")) return "The " + who + " kthread";
        if (who.startsWith("rcuop/")) return "CPU " + who.substring(6) + "'s " + who + " kthread";
        if (who.equals("rcu_preempt")) return "The grace-period kthread";
        return "The handler of " + who;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

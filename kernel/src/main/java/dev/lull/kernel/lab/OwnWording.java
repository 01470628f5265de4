package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words for any model. A label that says what its step does is taken at its word; for others the step is told by what it
 * did to locks, sleepers, timers and words, or by what it looked at, with the label behind it.
 */
final class OwnWording implements Wording {
    private final Values values = new Values();
    private final Map<String, String> firsts = new HashMap<>();            // context -> where it was first seen; looked up only
    private final Map<String, Long> known = new HashMap<>();             // word -> value; looked up only

    @Override public void tell(Moment step, List<String> deeds) {
        values.note(step);
        firsts.putIfAbsent(step.who(), step.at());
        if (Passage.saysMore(step)) {
            deeds.add(step.words());
        } else {
            List<String> done = new ArrayList<>();
            for (Moment.Change change : step.changes()) if (Values.isTelling(change.word())) done.add(phrase(step, change));
            if (done.isEmpty()) for (String word : step.read()) if (known.containsKey(word) && Values.isTelling(word)) done.add(look(word));
            if (done.isEmpty()) done.add("passes");
            deeds.add(Numbers.joined(done) + (done.equals(List.of("passes")) ? " " + Passage.labelOf(step) : " (" + Passage.labelOf(step) + ")"));
        }
        for (Moment.Change change : step.changes()) known.put(change.word(), change.after());
    }

    private String look(String word) {
        return "finds " + Values.name(word) + (Values.isLock(word) || Values.isSleep(word) ? " " : " = ") + values.text(word, known.get(word));
    }

    private String phrase(Moment step, Moment.Change change) {
        String word = change.word();
        if (Values.isLock(word)) return (change.after() == 0 ? "releases " : "takes ") + Values.name(word) + (word.endsWith(".writer") && change.after() != 0 ? " for writing" : "");
        if (Values.isReaders(word)) return (change.after() < change.before() ? "ends reading under " : "takes ") + word.substring(0, word.lastIndexOf('.')) + (change.after() < change.before() ? "" : " for reading");
        if (Values.isTimer(word)) return timer(change);
        if (Values.isSleep(word)) {
            String sleeper = Values.name(word);
            return change.after() == 0 ? "wakes " + sleeper : sleeper.equals(step.who()) ? "goes to sleep" : "puts " + sleeper + " to sleep";
        }
        return "sets " + Values.name(word) + " to " + values.text(word, change.after());
    }

    /** What a timer's word says when it changes. */
    static String timer(Moment.Change change) {
        String timer = Values.name(change.word());
        return change.after() == 0 ? "cancels " + timer : (change.before() == 0 ? "arms " : "re-arms ") + timer + " for jiffy " + (change.after() - 1);
    }

    @Override public String happening(Moment moment, boolean alone) {
        for (Moment.Change change : moment.changes()) known.put(change.word(), change.after());
        return outside(moment);
    }

    /** An event that is no context's own step. */
    static String outside(Moment moment) {
        if (moment.at().endsWith(" fires")) return "The " + moment.who() + " timer fires".replace(" timer timer", " timer");
        if (moment.at().startsWith("jiffies becomes")) return "A jiffy passes";
        return Character.toUpperCase(moment.at().charAt(0)) + moment.at().substring(1);
    }

    @Override public String subject(String who, boolean follows) {
        if (who.startsWith("task/")) return "CPU " + who.substring(5);
        return follows ? "Its handler" : who.contains("/") || who.contains("kthread") ? "The " + who + " kthread" : "Kthread " + who;
    }

    @Override public String before(Moment next) {
        if (next.at().equals(firsts.get(next.who()))) return null;           // it has come round and begins anew
        return Passage.saysMore(next) ? next.words() : "comes to " + Passage.labelOf(next);
    }
}

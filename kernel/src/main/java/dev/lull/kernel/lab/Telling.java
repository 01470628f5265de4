package dev.lull.kernel.lab;

import dev.lull.engine.linux.nocb.DeferLevel;
import dev.lull.engine.run.Moment;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a passage as a mail would: what came of it, not each step. A step that changes nothing is silent, except where
 * doing nothing is the point: a timer that is not armed because it is believed to be, a wakeup that is thought done.
 */
final class Telling {
    private final List<String> phrases = new ArrayList<>();
    private int invoked;

    private Telling() {
    }

    /** What {@code passage} comes to; {@code next} is the step at which its context goes on later, {@code null} for none. */
    static String of(Passage passage, Moment next) {
        Telling telling = new Telling();
        StringBuilder out = new StringBuilder();
        for (Moment moment : passage.moments()) {
            if (moment.step()) telling.add(moment, passage.who());
            else out.append(out.length() == 0 ? "" : " ").append(happening(moment));
        }
        telling.flushInvoked();
        String deeds = telling.joined();
        if (!deeds.isEmpty()) out.append(out.length() == 0 ? "" : " ").append(subject(passage.who(), out.length() > 0)).append(' ').append(deeds).append('.');
        else if (out.length() == 0) out.append(subject(passage.who(), false)).append(" goes on, with nothing to show for it.");
        if (next != null && isLeft(passage) && !next.words().startsWith("waits") && !next.words().startsWith("sleeps")) out.append(" It is preempted before it ").append(next.words()).append('.');
        return out.toString();
    }

    private static boolean isLeft(Passage passage) {
        Moment last = passage.moments().get(passage.moments().size() - 1);
        return last.step() && last.changes().stream().noneMatch(c -> c.word().equals(passage.who() + ".sleeping_on") || c.word().equals(passage.who() + ".running"));
    }

    private static String happening(Moment moment) {
        String at = moment.at();
        if (moment.who().startsWith("task/")) return "CPU " + moment.who().substring(5) + " enqueues a callback with IRQs " + (at.endsWith("off") ? "disabled" : "enabled") + ".";
        if (moment.who().contains("timer")) return "The " + moment.who() + " fires.";
        return Character.toUpperCase(at.charAt(0)) + at.substring(1) + ".";
    }

    private static String subject(String who, boolean follows) {
        if (who.startsWith("task/")) return follows ? "It" : "CPU " + who.substring(5);
        if (who.startsWith("rcuog/")) return "The " + who + " kthread";
        if (who.startsWith("rcuop/")) return "CPU " + who.substring(6) + "'s " + who + " kthread";
        if (who.equals("rcu_preempt")) return "The grace-period kthread";
        return "Its handler";
    }

    private void add(Moment moment, String who) {
        if (moment.at().endsWith(": INVOKE")) {
            invoked++;
            return;
        }
        int before = phrases.size();
        for (Moment.Change change : moment.changes()) {
            String phrase = phrase(moment, who, change);
            if (phrase != null) {
                flushInvoked();
                phrases.add(phrase);
            }
        }
        if (phrases.size() == before) inaction(moment);
    }

    private void flushInvoked() {
        if (invoked > 0) phrases.add("executes " + (invoked == 1 ? "a callback" : invoked + " callbacks"));
        invoked = 0;
    }

    private void inaction(Moment moment) {
        if (moment.at().equals("wake_nocb_gp_defer: ARM")) phrases.add("does NOT arm ->nocb_timer, because ->nocb_defer_wakeup says that it is armed already");
        if (moment.at().equals("wake_nocb_gp: DECIDE") && moment.changes().isEmpty()) phrases.add("finds ->nocb_gp_sleep false and wakes nobody");
    }

    private static String phrase(Moment moment, String who, Moment.Change change) {
        String word = change.word();
        if (word.endsWith(".expires")) {
            String timer = word.substring(0, word.length() - ".expires".length());
            return change.after() == 0 ? "cancels " + timer : (change.before() == 0 ? "arms " : "re-arms ") + timer + " for jiffy " + (change.after() - 1);
        }
        if (word.endsWith("].nocb_defer_wakeup")) {
            return (change.after() == 0 ? "resets " : "sets ") + "CPU " + cpu(word) + "'s ->nocb_defer_wakeup to " + DeferLevel.values()[(int) change.after()];
        }
        if (word.endsWith(".sleeping_on")) return sleep(moment, who, change, word.substring(0, word.length() - ".sleeping_on".length()));
        if (word.equals("rcu_state.gp_seq")) return change.after() % 4 != 0 ? "starts a grace period" : "ends the grace period (" + change.after() + ")";
        if (word.endsWith(".nocb_bypass.len")) return change.after() > change.before() ? "puts it on the bypass list" : "flushes CPU " + cpu(word) + "'s bypass list into ->cblist";
        if (word.endsWith(".cblist.next.len") && moment.at().endsWith(": ENQUEUE")) return "puts it on ->cblist";
        if (word.endsWith(".cblist.gp_seq[WAIT]")) return "associates CPU " + cpu(word) + "'s callbacks with grace period " + change.after();
        if (word.endsWith(".cblist.done.len") && change.after() > change.before()) return "advances CPU " + cpu(word) + "'s callbacks";
        return null;
    }

    private static String sleep(Moment moment, String who, Moment.Change change, String sleeper) {
        if (change.after() == 0) return "wakes " + sleeper;
        if (sleeper.startsWith("task/")) return null;
        return moment.at().endsWith(": WAIT_GP") ? "waits for it" : "goes to sleep";
    }

    private static String cpu(String word) {
        return word.substring(word.indexOf('[') + 1, word.indexOf(']'));
    }

    private String joined() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < phrases.size(); i++) {
            out.append(i == 0 ? "" : i < phrases.size() - 1 ? ", " : phrases.size() == 2 ? " and " : ", and ").append(phrases.get(i));
        }
        return out.toString();
    }
}

package dev.lull.kernel.lab;

import dev.lull.engine.linux.nocb.DeferLevel;
import dev.lull.engine.run.Moment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** As kernel developers write about callback offloading: the words that matter, by the kernel's names. */
final class LinuxWording implements Wording {
    private static final int QUIET_MAX = 3;

    private final List<String> quiet = new ArrayList<>();         // what a passage did that no phrase of ours is about
    private final Set<String> taken = new HashSet<>();            // locks whose taking was told; looked up only
    private int invoked;

    @Override public void tell(Moment step, List<String> deeds) {
        if (step.at().endsWith(": INVOKE")) {
            invoked++;
            return;
        }
        if (!isFamiliar(step.who())) {
            deeds.add(step.words());
            return;
        }
        boolean told = false;
        for (Moment.Change change : step.changes()) {
            String phrase = dropped(change) ? "drops " + Values.name(change.word()) : phrase(step, change);
            if (phrase != null && Values.isLock(change.word()) && change.after() != 0) taken.add(change.word());
            if (phrase == null) continue;
            sayInvoked(deeds);
            deeds.add(phrase);
            told = true;
        }
        if (!told) inaction(step, deeds);
        if (!told && step.changes().stream().anyMatch(change -> Values.isTelling(change.word()))) quiet.add(step.words());
    }

    /** Those whose work is told by what came of it; others by what their labels say. */
    private static boolean isFamiliar(String who) {
        return who.startsWith("task/") || who.startsWith("rcuog/") || who.startsWith("rcuop/") || who.equals("rcu_preempt") || who.contains("timer")
                || who.startsWith("hotplug/") || who.startsWith("toggle/");
    }

    /** A lock is only said to be dropped where it was said to be taken. */
    private boolean dropped(Moment.Change change) {
        return Values.isLock(change.word()) && change.after() == 0 && taken.remove(change.word());
    }

    @Override public void endOfPassage(List<String> deeds) {
        sayInvoked(deeds);
        boolean silent = deeds.isEmpty() || deeds.equals(List.of("wakes up")) || deeds.equals(List.of("goes on"));
        if (silent) deeds.addAll(quiet.subList(0, Math.min(QUIET_MAX, quiet.size())));
        quiet.clear();
    }

    private void sayInvoked(List<String> deeds) {
        if (invoked > 0) deeds.add("executes " + (invoked == 1 ? "a callback" : invoked + " callbacks"));
        invoked = 0;
    }

    @Override public String happening(Moment moment, boolean alone) {
        String at = moment.at();
        if (moment.who().startsWith("task/") && at.contains("callback")) {
            return "CPU " + moment.who().substring(5) + (alone ? " is about to enqueue" : " enqueues") + " a callback with IRQs " + (at.endsWith("off") ? "disabled" : "enabled");
        }
        return OwnWording.outside(moment);
    }

    @Override public String subject(String who, boolean follows) {
        if (who.startsWith("task/")) return follows ? "It" : "CPU " + who.substring(5);
        if (who.startsWith("rcuog/")) return "The " + who + " kthread";
        if (who.startsWith("rcuop/")) return "CPU " + who.substring(6) + "'s " + who + " kthread";
        if (who.equals("rcu_preempt")) return "The grace-period kthread";
        if (who.startsWith("rcu_core/")) return "CPU " + who.substring(9) + "'s RCU softirq";
        if (who.contains("timer")) return follows ? "Its handler" : "The handler of " + who;
        return "The " + who + " task";
    }

    @Override public String before(Moment next) {
        return next.words();
    }

    private static void inaction(Moment step, List<String> deeds) {
        if (step.at().equals("wake_nocb_gp_defer: ARM")) deeds.add("does NOT arm ->nocb_timer, because ->nocb_defer_wakeup says that it is armed already");
        if (step.at().equals("wake_nocb_gp: DECIDE") && step.changes().isEmpty()) deeds.add("finds ->nocb_gp_sleep false and wakes nobody");
    }

    private static String phrase(Moment moment, Moment.Change change) {
        String word = change.word();
        if (Values.isTimer(word)) return OwnWording.timer(change);
        if (OffloadWording.tells(moment, word)) return OffloadWording.phrase(moment, change);
        if (word.endsWith("].nocb_defer_wakeup")) {
            return (change.after() == 0 ? "resets " : "sets ") + "CPU " + cpu(word) + "'s ->nocb_defer_wakeup" + (change.after() == 0 ? "" : " to " + DeferLevel.values()[(int) change.after()]);
        }
        if (Values.isSleep(word)) return sleep(moment, change, Values.name(word));
        if (word.equals("rcu_state.gp_seq")) return change.after() % 4 != 0 ? "starts a grace period" : "ends the grace period (" + change.after() + ")";
        if (word.endsWith(".nocb_bypass.len")) return change.after() > change.before() ? "puts it on the bypass list" : "flushes CPU " + cpu(word) + "'s bypass list into ->cblist";
        if (word.endsWith(".cblist.next.len") && moment.at().endsWith(": ENQUEUE")) return "puts it on ->cblist";
        if (word.endsWith(".cblist.gp_seq[WAIT]")) return "associates CPU " + cpu(word) + "'s callbacks with grace period " + change.after();
        if (word.endsWith(".cblist.done.len") && change.after() > change.before()) return "advances CPU " + cpu(word) + "'s callbacks";
        return null;
    }

    private static String sleep(Moment moment, Moment.Change change, String sleeper) {
        if (change.after() == 0) return "wakes " + sleeper;
        if (sleeper.startsWith("task/")) return null;
        return moment.at().endsWith(": WAIT_GP") || moment.at().endsWith("_LOCK") ? "waits for it" : "goes to sleep";
    }

    private static String cpu(String word) {
        return word.substring(word.indexOf('[') + 1, word.indexOf(']'));
    }
}

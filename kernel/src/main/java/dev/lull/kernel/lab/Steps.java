package dev.lull.kernel.lab;

import dev.lull.engine.linux.nocb.DeferLevel;
import dev.lull.engine.run.Moment;
import dev.lull.kernel.lab.table.StepTable;

import java.util.ArrayList;
import java.util.List;

/** Machine steps as a table: who, from which label, what it did, what changed. */
final class Steps {
    private Steps() {
    }

    static StepTable table(String title, List<Moment> moments) {
        List<StepTable.Row> rows = new ArrayList<>();
        int number = 1;
        for (Moment moment : moments) {
            List<String> cells = List.of(Integer.toString(number++), moment.who(), moment.step() ? moment.at() : "", moment.words(), changes(moment));
            rows.add(StepTable.row(cells, new boolean[cells.size()]));
        }
        return new StepTable(title, List.of("#", "who", "function: label", "does", "changes"), rows);
    }

    /** What a person wants to read of a step's changes: not the locks, not the links. */
    static String changes(Moment moment) {
        List<String> texts = new ArrayList<>();
        for (Moment.Change change : moment.changes()) if (isTelling(change.word())) texts.add(shortened(change));
        return String.join(", ", texts);
    }

    private static boolean isTelling(String word) {
        return !word.endsWith(".head") && !word.endsWith(".tail") && !word.startsWith("rcu_head") && !word.startsWith("callbacks.")
                && !word.endsWith(".owner") && !word.endsWith(".base") && !word.endsWith(".on") && !word.endsWith(".running")
                && !word.endsWith(".calls_left") && !word.endsWith("adv_time") && !word.endsWith("qlen_last_fqs_check");
    }

    private static String shortened(Moment.Change change) {
        String word = change.word();
        if (word.endsWith(".sleeping_on")) {
            String who = word.substring(0, word.length() - ".sleeping_on".length());
            return change.after() == 0 ? who + " is woken" : who + " sleeps";
        }
        if (word.endsWith(".expires")) {
            String timer = word.substring(0, word.length() - ".expires".length());
            return change.after() == 0 ? timer + " is off" : timer + " armed for " + (change.after() - 1);
        }
        if (word.endsWith("nocb_defer_wakeup")) return word + ": " + level(change.before()) + " → " + level(change.after());
        return change.toString();
    }

    private static String level(long ordinal) {
        return DeferLevel.values()[(int) ordinal].name();
    }
}

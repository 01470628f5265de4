package dev.lull.kernel.lab;

import dev.lull.engine.linux.nocb.SegCbFlag;
import dev.lull.engine.run.Moment;

import java.util.ArrayList;
import java.util.List;

/** The words for what happens to a CPU's offloading: flags, mask, list, the sleeping locks, and what could not be created. */
final class OffloadWording {
    private OffloadWording() {
    }

    /** Whether a change of {@code word} is one of these. */
    static boolean tells(Moment moment, String word) {
        boolean changes = moment.who().startsWith("hotplug/") || moment.who().startsWith("toggle/");
        return word.endsWith("].cblist.flags") || word.endsWith("].in_rcu_nocb_mask") || word.endsWith("].nocb_entry_rdp.linked") || word.endsWith("].online")
                || word.startsWith("fault[") || moment.at().equals("nocb_gp_wait: SPIN") && Values.isLock(word)
                || changes && (Values.isLock(word) || Values.isReaders(word)) && !word.startsWith("nocb_lock");
    }

    /** What the change is. */
    static String phrase(Moment moment, Moment.Change change) {
        String word = change.word();
        if (word.startsWith("fault[")) return word.endsWith(".strikes") && change.after() == 0 ? "meets a failure: " + inBrackets(word) + " does not succeed" : null;
        if (Values.isLock(word)) return change.after() == 0 ? null : "takes " + Values.name(word);
        if (Values.isReaders(word)) return (change.after() < change.before() ? "drops " : "takes ") + word.substring(0, word.lastIndexOf('.')) + " for reading";
        String cpu = "CPU " + inBrackets(word);
        if (word.endsWith("mask")) return change.after() == 0 ? "takes " + cpu + " out of rcu_nocb_mask" : "puts " + cpu + " into rcu_nocb_mask";
        if (word.endsWith("linked")) return change.after() == 0 ? "takes " + cpu + " off its group's list" : "puts " + cpu + " on its group's list";
        if (word.endsWith("online")) return (change.after() == 0 ? "takes " : "sets ") + cpu + (change.after() == 0 ? " offline" : " online");
        List<String> said = new ArrayList<>();
        flags("sets ", change.after() & ~change.before(), said);
        flags("clears ", change.before() & ~change.after(), said);
        return String.join(" and ", said) + " of " + cpu;
    }

    private static void flags(String verb, long bits, List<String> said) {
        if (bits == 0) return;
        List<String> names = new ArrayList<>();
        for (SegCbFlag flag : SegCbFlag.values()) if ((bits >>> flag.ordinal() & 1) != 0) names.add(flag.name());
        said.add(verb + String.join(", ", names));
    }

    private static String inBrackets(String word) {
        return word.substring(word.indexOf('[') + 1, word.indexOf(']'));
    }
}

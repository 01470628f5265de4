package dev.lull.engine.zoo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All bugs that can be shown, in the order of the reference. */
public final class Zoo {
    private static final List<Bug> BUGS = bugs();

    private Zoo() {
    }

    private static List<Bug> bugs() {
        List<Bug> bugs = new ArrayList<>();
        bugs.addAll(TimerBugs.all());
        bugs.addAll(OffloadingBugs.all());
        bugs.addAll(LazyBugs.all());
        bugs.addAll(ModelBugs.all());
        bugs.addAll(HotplugBugs.all());
        bugs.addAll(LadderBugs.all());
        bugs.addAll(CoreBugs.all());
        bugs.addAll(SrcuBugs.all());
        bugs.sort(Comparator.comparingInt(Zoo::reference).thenComparingInt(Zoo::number));
        return List.copyOf(bugs);
    }

    /** Callbacks first, then hotplug, then SRCU. */
    private static int reference(Bug bug) {
        return "ZHS".indexOf(bug.id().charAt(0));
    }

    /** Entries that have letters for numbers come last, as they are. */
    private static int number(Bug bug) {
        String digits = bug.id().replaceAll("\\D", "");
        return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** Every bug. */
    public static List<Bug> all() {
        return BUGS;
    }

    /** The bug of that name, or with that number: {@code nocb_timer requeue}, {@code Z1}. */
    public static Bug named(String name) {
        List<String> known = new ArrayList<>();
        for (Bug bug : BUGS) {
            if (bug.name().equalsIgnoreCase(name) || bug.id().equalsIgnoreCase(name)) return bug;
            known.add('"' + bug.name() + "\" (" + bug.id() + ")");
        }
        throw new IllegalArgumentException("bug(\"" + name + "\") is not in the zoo. In it are " + String.join(", ", known) + ".");
    }
}

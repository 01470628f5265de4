package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The bounds of an exploration in words. */
final class Limits {
    private Limits() {
    }

    /** A line, or none when nothing but the defaults bounds it. */
    static List<String> of(Bounds bounds) {
        List<String> limits = new ArrayList<>();
        if (bounds.searches()) limits.add(String.format(Locale.ROOT, "%,d states", bounds.states()));
        if (bounds.depth() != Integer.MAX_VALUE) limits.add(String.format(Locale.ROOT, "%,d levels", bounds.depth()));
        if (bounds.preemptions() != Bounds.ANY) limits.add(Numbers.of(bounds.preemptions(), "preemption"));
        if (bounds.searches() && bounds.bytes() != Bounds.DEFAULT.bytes()) limits.add(String.format(Locale.ROOT, "%,d MB", bounds.bytes() >> 20));
        if (bounds.millis() > 0) limits.add(String.format(Locale.ROOT, "%.1f s", bounds.millis() / 1000.0));
        if (!bounds.searches()) limits.add(String.format(Locale.ROOT, "%,d %s", bounds.walks(), bounds.changes() == Bounds.ANY ? "random walks" : "walks by priority with " + Numbers.of(bounds.changes(), "change") + " each"));
        List<String> lines = new ArrayList<>(List.of("bounds: at most " + Numbers.joined(limits)));
        if (!bounds.invariants().isEmpty()) lines.add("looked at in every state: " + Numbers.joined(bounds.invariants().stream().map(Object::toString).toList()));
        return lines;
    }
}

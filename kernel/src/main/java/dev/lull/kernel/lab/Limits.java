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
        if (!bounds.searches()) limits.add(String.format(Locale.ROOT, "%,d random walks", bounds.walks()));
        return List.of("bounds: at most " + Numbers.joined(limits));
    }
}

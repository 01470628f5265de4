package dev.lull.engine.tally;

import dev.lull.engine.check.WaitsFor;
import dev.lull.engine.model.Finding;

import java.util.List;

/**
 * An end in which something is still owed.
 *
 * @param finding who waits for whom, in words
 * @param waits   everybody who waits for somebody
 * @param circle  those who wait for each other; empty when nobody does
 * @param states  in how many last states it is so
 */
public record Stuck(Finding finding, List<WaitsFor.Edge> waits, List<WaitsFor.Edge> circle, long states) {
    public Stuck {
        waits = List.copyOf(waits);
        circle = List.copyOf(circle);
    }

    /** The circle on one line: {@code W --flush_work--> K --cpus_read_lock--> W}. */
    public String inOneLine() {
        if (circle.isEmpty()) return finding.title();
        StringBuilder line = new StringBuilder(circle.get(0).who());
        for (WaitsFor.Edge edge : circle) line.append(" --").append(edge.what()).append("--> ").append(edge.on());
        return line.toString();
    }

    Stuck oneMore() {
        return new Stuck(finding, waits, circle, states + 1);
    }
}

package dev.lull.kernel.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The text of each routine, label by label, with how often it was stepped from in front, as gcov prints a source file.
 * Contexts that execute the same routine are counted together; where only some of them came to a label, it says so.
 */
public final class Listing {
    private static final int WIDTH = 100;
    static final String NEVER = "#####";

    /** A routine, and all contexts that execute it. */
    record Routine(String function, List<String> contexts, List<Step> steps) { }

    /** A label of it: steps in all contexts, and those contexts that never came to it. */
    record Step(String label, String words, long steps, List<String> neverIn) { }

    private final String title;
    private final List<Routine> routines;

    private Listing(String title, List<Routine> routines) {
        this.title = title;
        this.routines = routines;
    }

    static Listing of(String title, List<Coverage.Line> lines) {
        Map<String, Map<String, List<Coverage.Line>>> byFunction = new LinkedHashMap<>();
        for (Coverage.Line line : lines) {
            byFunction.computeIfAbsent(line.function(), f -> new LinkedHashMap<>()).computeIfAbsent(line.label(), l -> new ArrayList<>()).add(line);
        }
        List<Routine> routines = new ArrayList<>();
        byFunction.forEach((function, labels) -> {
            List<String> contexts = labels.values().iterator().next().stream().map(Coverage.Line::context).distinct().toList();
            routines.add(new Routine(function, contexts, labels.values().stream().map(Listing::step).toList()));
        });
        return new Listing(title, routines);
    }

    private static Step step(List<Coverage.Line> same) {
        long steps = same.stream().mapToLong(Coverage.Line::steps).sum();
        List<String> never = same.stream().filter(line -> !line.isReached()).map(Coverage.Line::context).distinct().toList();
        return new Step(same.get(0).label(), same.get(0).words(), steps, steps == 0 ? List.of() : never);
    }

    String title() {
        return title;
    }

    List<Routine> routines() {
        return routines;
    }

    /** The count, or the mark. */
    static String count(Step step) {
        return step.steps() == 0 ? NEVER : String.format(Locale.ROOT, "%,d", step.steps());
    }

    /** The listing, as gcov would print it. */
    public String asText() {
        int wide = NEVER.length();
        int name = 0;
        for (Routine routine : routines) {
            for (Step step : routine.steps()) {
                wide = Math.max(wide, count(step).length());
                name = Math.max(name, step.label().length());
            }
        }
        StringBuilder out = new StringBuilder(title).append('\n');
        for (Routine routine : routines) {
            out.append('\n').append(" ".repeat(wide)).append("  ").append(routine.function()).append("()  in ").append(String.join(", ", routine.contexts())).append('\n');
            for (Step step : routine.steps()) out.append(line(step, wide, name)).append('\n');
        }
        return out.toString();
    }

    private static String line(Step step, int wide, int name) {
        String count = count(step);
        String label = step.label() + (step.words().isEmpty() ? "" : " ".repeat(name - step.label().length() + 2) + step.words());
        String line = " ".repeat(wide - count.length()) + count + ": " + label;
        if (step.neverIn().isEmpty()) return line;
        String some = "[never in " + String.join(", ", step.neverIn()) + "]";
        return line.length() + some.length() < WIDTH ? line + "  " + some : line + "\n" + " ".repeat(wide + 2 + name + 2) + some;
    }

    @Override public String toString() {
        return asText();
    }
}

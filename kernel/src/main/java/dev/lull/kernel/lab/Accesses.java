package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;
import dev.lull.kernel.lab.table.StepColumns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each passage of a walk read and wrote. Of what it read, that counts which somebody else had written since its
 * context last looked: through such words one context learns of another. What it wrote is told as a whole, so a lock taken
 * and released again is silent; the steps inside tell each.
 */
final class Accesses {
    private record Written(String by, int passage, int version) { }

    private final Values values = new Values();
    private final Map<String, Long> known = new HashMap<>();                // word -> its value now; looked up only, as all here
    private final Map<String, Written> writers = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();              // who + word -> version last read or written
    private int versions;

    private Accesses(List<Passage> passages) {
        for (Passage passage : passages) {
            for (Moment moment : passage.moments()) for (Moment.Change change : moment.changes()) known.putIfAbsent(change.word(), change.before());
        }
    }

    /** A row for each passage, each with its steps inside. */
    static StepColumns table(String title, List<String> order, List<Passage> passages, int loopsFrom) {
        return table(title, order, passages, loopsFrom, false);
    }

    /** A row for each move. */
    static StepColumns each(String title, List<String> order, List<Moment> moments, int loopsFrom) {
        return table(title, order, moments.stream().map(moment -> new Passage(moment.who(), List.of(moment))).toList(), loopsFrom, true);
    }

    private static StepColumns table(String title, List<String> order, List<Passage> passages, int loopsFrom, boolean each) {
        List<String> columns = columns(order, passages);
        Accesses accesses = new Accesses(passages);
        List<StepColumns.Step> rows = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            StepColumns.Step row = accesses.row(passages.get(i), i + 1, columns);
            rows.add(each ? row.inside().get(0) : row);
        }
        return new StepColumns(title, columns.stream().map(Accesses::heading).toList(), rows, loopsFrom);
    }

    /** In their order, if there is one; else CPUs first, then handlers and kthreads as they appear. */
    private static List<String> columns(List<String> order, List<Passage> passages) {
        Set<String> cpus = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (String who : order) if (passages.stream().anyMatch(passage -> passage.who().equals(who))) others.add(who);
        if (!others.isEmpty()) return List.copyOf(others);
        for (Passage passage : passages) if (!passage.who().isEmpty()) (passage.who().startsWith("task/") ? cpus : others).add(passage.who());
        List<String> all = new ArrayList<>(cpus.stream().sorted().toList());
        all.addAll(others);
        return all;
    }

    private static String heading(String who) {
        return who.startsWith("task/") ? "CPU " + who.substring(5) : who;
    }

    private StepColumns.Step row(Passage passage, int number, List<String> columns) {
        Map<String, String> reads = new LinkedHashMap<>();
        Map<String, long[]> net = new LinkedHashMap<>();
        List<StepColumns.Step> inside = new ArrayList<>();
        int column = columns.indexOf(passage.who());
        for (Moment moment : passage.moments()) {
            values.note(moment);
            List<String> all = new ArrayList<>();
            for (String word : moment.read()) read(moment, word, all, reads);
            for (Moment.Change change : moment.changes()) write(moment, change, number, net);
            inside.add(new StepColumns.Step(column, does(moment), all, writes(moment), List.of()));
        }
        List<String> writes = new ArrayList<>();
        net.forEach((word, change) -> {
            if (change[0] != change[1] && Values.isTelling(word)) writes.add(values.change(word, change[0], change[1]));
        });
        return new StepColumns.Step(column, passage.labels(), List.copyOf(reads.values()), writes, inside);
    }

    private static String does(Moment moment) {
        return !moment.step() ? moment.words() : moment.at() + (Passage.saysMore(moment) ? ", " + moment.words() : "");
    }

    private void read(Moment moment, String word, List<String> all, Map<String, String> news) {
        if (!known.containsKey(word) || !Values.isTelling(word)) return;     // nobody ever changes it
        if (moment.changes().stream().anyMatch(change -> change.word().equals(word))) return;
        String text = Values.name(word) + " = " + values.text(word, known.get(word));
        Written written = writers.get(word);
        boolean isNews = written != null && !written.by().equals(moment.who()) && !Integer.valueOf(written.version()).equals(seen.put(moment.who() + " " + word, written.version()));
        if (isNews) text += " (" + written.passage() + ")";
        all.add(text);
        if (isNews && !(Values.isLock(word) && known.get(word) == 0)) news.put(word, text);     // that a lock is free is no news
    }

    private void write(Moment moment, Moment.Change change, int number, Map<String, long[]> net) {
        known.put(change.word(), change.after());
        writers.put(change.word(), new Written(moment.who(), number, ++versions));
        net.computeIfAbsent(change.word(), unused -> new long[] {change.before(), 0})[1] = change.after();
    }

    private List<String> writes(Moment moment) {
        return moment.changes().stream().filter(change -> Values.isTelling(change.word()))
                .map(change -> values.change(change.word(), change.before(), change.after())).toList();
    }
}

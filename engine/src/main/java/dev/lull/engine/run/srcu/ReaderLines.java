package dev.lull.engine.run.srcu;

import dev.lull.engine.linux.srcu.Srcu;
import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.linux.srcu.SrcuSystem;
import dev.lull.engine.memory.Memory;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The cache lines that a reader touches, and what else lies on them that updaters write. Which words srcu_read_lock() and
 * srcu_read_unlock() touch, and which a grace period writes, is taken from the model's own accesses; where these words lie is the
 * layout's to say.
 *
 * @param layout        where the fields lie
 * @param readerFields  fields of srcu_struct that a reader touches
 * @param structLines   lines of srcu_struct on which they lie
 * @param perCpuLines   lines of its CPU's srcu_data
 * @param hotNeighbours fields on the same lines that a grace period writes
 */
public record ReaderLines(SplitLayout layout, List<String> readerFields, int structLines, int perCpuLines, List<String> hotNeighbours) {
    private static final Accesses ACCESSES = Accesses.observed();

    /** For one layout. */
    public static ReaderLines of(SplitLayout layout) {
        SortedSet<Integer> lines = new TreeSet<>();
        for (String field : ACCESSES.readers) lines.add(layout.lineOf(layout.place(field).offset()));
        List<String> hot = new ArrayList<>();
        for (SplitLayout.Place place : layout.places()) {
            if (place.inSup() || ACCESSES.readers.contains(place.field())) continue;
            boolean shares = false;
            for (Written written : ACCESSES.written) shares |= written.field.equals(place.field()) && lines.contains(layout.lineOf(place.offset() + written.inside));
            if (shares) hot.add(place.field());
        }
        return new ReaderLines(layout, ACCESSES.readers, lines.size(), ACCESSES.perCpuLines, hot);
    }

    /** After each patch of the series, v6.3 first. */
    public static List<ReaderLines> series() {
        List<ReaderLines> all = new ArrayList<>();
        for (int patches = 0; patches < SplitLayout.STEPS.size(); patches++) all.add(of(SplitLayout.after(patches)));
        return all;
    }

    /** Lines in all. */
    public int lines() {
        return structLines + perCpuLines;
    }

    /** Whether a word of the model lies in srcu_struct on a line that readers touch: then a write to it costs the next reader a miss. */
    boolean disturbs(String word) {
        Written written = Written.of(word);
        if (written == null) return false;
        SplitLayout.Place place = layout.places().stream().filter(p -> p.field().equals(written.field)).findFirst().orElse(null);
        if (place == null || place.inSup()) return false;
        int line = layout.lineOf(place.offset() + written.inside);
        return readerFields.stream().anyMatch(field -> layout.lineOf(layout.place(field).offset()) == line);
    }

    /** The line, counted in srcu_struct, that a write to a word of the model dirties; -1 when it is none that readers touch. */
    int disturbedLine(String word) {
        if (!disturbs(word)) return -1;
        Written written = Written.of(word);
        return layout.lineOf(layout.place(written.field).offset() + written.inside);
    }

    /** A field and the byte inside it that is written. */
    private record Written(String field, int inside) {
        /** The field behind a word of the model; {@code null} for one that is neither in srcu_struct nor in srcu_usage. */
        private static Written of(String word) {
            if (!word.startsWith("sup.") && !word.startsWith("ssp.")) return null;
            String name = word.substring(4);
            if (name.startsWith("work.")) return new Written("work", name.startsWith("work.timer") ? 32 : 0);
            int dot = name.indexOf('.');
            return new Written(dot < 0 ? name : name.substring(0, dot), 0);          // a mutex's or spinlock's owner is its first word
        }
    }

    /** What was touched when the model was run. */
    private record Accesses(List<String> readers, int perCpuLines, List<Written> written) {
        private static Accesses observed() {
            SrcuScenario scenario = SrcuScenario.of("who touches what", Srcu.version("6.3").maxNodelayPhase(20).maxNodelay(20)).load(SrcuScenario.reader().times(2))
                    .load(SrcuScenario.update(SrcuLoad.Function.SYNCHRONIZE_EXPEDITED).times(2)).load(SrcuScenario.update(SrcuLoad.Function.SYNCHRONIZE).times(1));
            SrcuSystem system = (SrcuSystem) scenario.build();
            SrcuStage stage = new SrcuStage(system, null);
            stage.call("task/0").untilAsleep();
            stage.settle();
            Memory memory = system.machine().memory();

            SortedSet<String> read = new TreeSet<>();
            memory.observe(new Touched(memory, read, read));
            stage.enter("reader/0");
            memory.observe(null);

            SortedSet<String> written = new TreeSet<>();
            memory.observe(new Touched(memory, new TreeSet<>(), written));
            stage.call("task/0").untilAsleep();                    // an expedited grace period that has to poll
            stage.run("kworker/srcu_gp").untilAsleep();
            memory.observe(null);

            memory.observe(new Touched(memory, read, read));
            stage.leave("reader/0");
            memory.observe(null);

            memory.observe(new Touched(memory, new TreeSet<>(), written));
            stage.settle();
            stage.call("task/0b").untilAsleep();
            stage.settle();
            memory.observe(null);

            List<String> fields = new ArrayList<>();
            SortedSet<Integer> perCpu = new TreeSet<>();
            for (String word : read) {
                if (word.startsWith("ssp.")) fields.add(word.substring(4));
                else if (word.startsWith("sda[")) perCpu.add(0);            // all four counters lie on the first line of srcu_data
            }
            List<Written> writes = new ArrayList<>();
            for (String word : written) {
                Written one = Written.of(word);
                if (one != null && !fields.contains(one.field) && !writes.contains(one)) writes.add(one);
            }
            return new Accesses(List.copyOf(fields), perCpu.size(), List.copyOf(writes));
        }
    }

    /** Notes the names of the shared words that are touched. */
    private record Touched(Memory memory, SortedSet<String> loads, SortedSet<String> stores) implements Memory.Observer {
        private void note(int slot, SortedSet<String> names) {
            if (memory.owner(slot) == Memory.SHARED) names.add(memory.name(slot));
        }

        @Override public void loaded(int slot) {
            note(slot, loads);
        }

        @Override public void peeked(int slot) {
            // who only watches touches nothing
        }

        @Override public void storing(int slot, long value) {
            note(slot, stores);
        }

        @Override public void locked(long lock) {
            // the lock's own word tells
        }

        @Override public void unlocked(long lock) {
            // the lock's own word tells
        }
    }
}

package dev.lull.engine.linux.hotplug.contention;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Setup;

import java.util.ArrayList;
import java.util.List;

/**
 * Readers and writers of the hotplug lock.
 *
 * @param form    the lock's
 * @param readers how many tasks read it, each on a CPU of its own
 * @param writers how many write it
 * @param times   how often each does, or {@link #FOR_EVER}
 * @param nested  whether each reader takes it twice
 */
public record Contention(Form form, int readers, int writers, int times, boolean nested) implements Definition {
    /** No end to it. */
    public static final int FOR_EVER = 0;

    public Contention {
        if (readers < 1 || readers > 64) throw new IllegalArgumentException("readers " + readers + ": 1 to 64, a CPU for each");
        if (writers < 0 || writers > 4) throw new IllegalArgumentException("writers " + writers + ": 0 to 4");
        if (times < 0) throw new IllegalArgumentException("times " + times + ": 1 or more, or FOR_EVER");
    }

    /** Each once, and readers do not nest. */
    public static Contention of(Form form, int readers, int writers) {
        return new Contention(form, readers, writers, 1, false);
    }

    /** Each so often. */
    public Contention times(int count) {
        return new Contention(form, readers, writers, count, nested);
    }

    /** With readers that read while they read. */
    public Contention nesting() {
        return new Contention(form, readers, writers, times, true);
    }

    @Override public String title() {
        return form.says() + ": " + readers + (readers == 1 ? " reader" : " readers") + (nested ? readers == 1 ? " that nests" : " that nest" : "") + ", " + writers + (writers == 1 ? " writer" : " writers");
    }

    @Override public Model build() {
        return Definition.of(title(), this::furnish).build();
    }

    private void furnish(Setup setup) {
        Machine machine = setup.cpus(readers).machine();
        Texts texts = new Texts(machine, form);
        List<Reader> reading = new ArrayList<>();
        List<Writer> writing = new ArrayList<>();
        for (int i = 0; i < readers; i++) reading.add(new Reader(machine, texts, i, i, times, nested));
        for (int i = 0; i < writers; i++) writing.add(new Writer(machine, texts, i, times));

        setup.always("no reader is inside while a writer is", () -> {
            int readersInside = 0;
            int writersInside = 0;
            for (Reader reader : reading) if (reader.isInside()) readersInside++;
            for (Writer writer : writing) if (writer.isInside()) writersInside++;
            return writersInside == 0 || writersInside == 1 && readersInside == 0 && texts.peekCounted() >= 0;
        });
        if (times == FOR_EVER) {
            for (Writer writer : writing) setup.owed(writer.task().name() + " gets the lock", () -> !writer.isInside());
        } else {
            for (Reader reader : reading) setup.owed(reader.task().name() + " comes to its end", () -> !reader.isDone());
            for (Writer writer : writing) setup.owed(writer.task().name() + " comes to its end", () -> !writer.isDone());
            setup.owed("in the end no reader is counted", () -> texts.peekCounted() != 0);
        }
    }
}

package dev.lull.engine.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Records of equal shape, linked by index, that are allocated and freed while the machine runs. A freed record is the
 * next to be handed out, as a slab allocator would, so that a use after free meets somebody else's data. Index 0 is
 * the null pointer. The memory grows when the arena does.
 */
public final class Arena {
    private final Memory memory;
    private final String name;
    private final int fields;
    private final Word free;
    private final Word used;
    private final List<Word[]> records = new ArrayList<>();

    /**
     * @param name   prefix of the words' names
     * @param fields words in each record, besides the link
     */
    public Arena(Memory memory, String name, int fields) {
        this.memory = memory;
        this.name = name;
        this.fields = fields;
        this.free = memory.struct(name).word("free", Range.FULL);
        this.used = memory.struct(name).word("used", Range.FULL);
    }

    /** Hands out a record with all fields 0, and a null link. */
    public int allocate() {
        int index = (int) free.get();
        if (index != 0) {
            free.set(link(index));
            setLink(index, 0);
        } else {
            used.add(1);
            index = (int) used.get();
            while (records.size() < index) records.add(record(records.size() + 1));
        }
        for (int field = 0; field < fields; field++) set(index, field, 0);
        return index;
    }

    /** Takes a record back. */
    public void release(int index) {
        setLink(index, free.get());
        free.set(index);
    }

    private Word[] record(int index) {
        Struct struct = memory.struct(name + "[" + index + "]");
        Word[] words = new Word[fields + 1];
        words[0] = struct.word("next", Range.FULL);
        for (int field = 0; field < fields; field++) words[field + 1] = struct.word("f" + field, Range.FULL);
        return words;
    }

    /** The record linked behind this one; 0 for none. */
    public long link(int index) {
        return records.get(index - 1)[0].get();
    }

    public void setLink(int index, long next) {
        records.get(index - 1)[0].set(next);
    }

    public long get(int index, int field) {
        return records.get(index - 1)[field + 1].get();
    }

    public void set(int index, int field, long value) {
        records.get(index - 1)[field + 1].set(value);
    }

    /** A field as a watcher sees it. */
    public long peek(int index, int field) {
        return records.get(index - 1)[field + 1].peek();
    }

    /** The link as a watcher sees it. */
    public long peekLink(int index) {
        return records.get(index - 1)[0].peek();
    }
}

package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a domain allocates, by number: each allocation gets one of its own, so that a pointer to what has been freed, or the loss
 * of the only pointer to what has not, can be told. Only who lives is kept here; the contents are the domain's words.
 */
public final class SrcuHeap {
    /** Points to nothing. */
    public static final long NULL = 0;
    /** Points to what was built in. */
    public static final long STATIC = 1;
    /** Whatever the caller's memory held. */
    public static final long WILD = 2;

    private static final int FIRST = 3;
    private static final int MOST = 8;

    private final Machine machine;
    private final List<Word> states = new ArrayList<>();
    private final Word next;

    /** What can be allocated. */
    public enum Part {
        /** The srcu_usage: kzalloc(GFP_KERNEL). */
        SRCU_USAGE("sup"),
        /** The per-CPU srcu_data: alloc_percpu(). */
        SRCU_DATA("sda"),
        /** The nodes of the tree: kcalloc(), GFP_ATOMIC where a domain is set up. */
        SRCU_NODE("nodes");

        private final String says;

        Part(String says) {
            this.says = says;
        }

        /** As the reference calls it. */
        public String says() {
            return says;
        }

        /** What a fault of it is called. */
        public String fault() {
            return "allocation of " + name().toLowerCase(Locale.ROOT);
        }
    }

    SrcuHeap(Machine machine) {
        this.machine = machine;
        Struct struct = machine.memory().struct("heap");
        next = struct.word("next", Range.upTo(FIRST + MOST), FIRST);
        for (int id = FIRST; id < FIRST + MOST; id++) states.add(struct.word("object[" + id + "]", Range.upTo(2 * Part.values().length)));
    }

    /** The range of a pointer. */
    static Range pointers() {
        return Range.upTo(FIRST + MOST);
    }

    /** Allocates; {@link #NULL} when {@code fault}, which may be {@code null}, strikes. */
    long allocate(Part part, Fault fault) {
        if (fault != null && fault.strikes()) return NULL;
        long id = next.get();
        if (id == FIRST + MOST) throw new IllegalStateException("more than " + MOST + " allocations: a domain is set up " + MOST / 3 + " times at most here");
        next.set(id + 1);
        states.get((int) id - FIRST).set(1 + 2L * part.ordinal());
        return id;
    }

    /** kfree() and its like: freeing what points to nothing is fine. */
    void free(long pointer, String what) {
        if (pointer == NULL) return;
        if (pointer < FIRST) {
            if (pointer == WILD) machine.blame("bad free: " + what + " was never allocated");
            return;
        }
        Word state = states.get((int) pointer - FIRST);
        if (state.get() % 2 == 0) machine.blame("double free: " + what + " was freed before");
        else state.set(state.get() + 1);
    }

    /** What is wrong with following a pointer; {@code null} for nothing. */
    String judge(long pointer) {
        if (pointer == NULL) return "null pointer dereference";
        if (pointer == WILD) return "wild pointer dereference";
        return pointer == STATIC || states.get((int) pointer - FIRST).get() % 2 == 1 ? null : "use after free";
    }

    /** Whether a pointer points to what has been freed, as a watcher sees it. */
    public boolean isFreed(long pointer) {
        if (pointer < FIRST) return false;
        long state = states.get((int) pointer - FIRST).peek();
        return state > 0 && state % 2 == 0;
    }

    /** Parts that live and that none of {@code pointers} points to, as a watcher sees it. */
    public List<Part> leaked(long... pointers) {
        List<Part> leaked = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            long state = states.get(i).peek();
            boolean reached = false;
            for (long pointer : pointers) reached |= pointer == i + FIRST;
            if (state % 2 == 1 && !reached) leaked.add(Part.values()[(int) (state - 1) / 2]);
        }
        return leaked;
    }
}

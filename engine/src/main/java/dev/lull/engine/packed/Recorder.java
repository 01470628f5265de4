package dev.lull.engine.packed;

import dev.lull.engine.memory.Memory;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Watches one execution of one piece of the model: which words it looked at, in order, before it changed them; what it
 * left changed; what it did to words that others may touch.
 */
final class Recorder implements Memory.Observer {
    /** Stands among the looks for the set of locks its context holds. */
    static final int HELD = -1;
    /** Stands among the looks for the set of those it holds for itself alone and would have slept for. */
    static final int SLEPT_FOR = -2;

    private final Memory memory;
    private final Layout layout;
    private final int[] seen;               // by slot: the execution in which it was looked at or written
    private final int[] written;            // by slot: the execution in which it was written
    private final int[] looked;             // by slot: the execution in which it was looked at before it was written
    private final long[] before;            // by slot: what was found there then
    private int execution;

    int[] looks = new int[64];
    long[] fields = new long[64];
    int lookCount;
    int[] writes = new int[64];
    int writeCount;

    private int who;
    private boolean watches;
    private int starts;                     // number of the context that is started, whose private words nobody else can touch now
    private long held;
    private long heldThroughout;
    private int[] access = new int[64];
    private long[] accessHeld = new long[64];
    private long[] accessThroughout = new long[64];
    private int accessCount;
    private int offered;
    private boolean aside;                  // whoever looks now only watches the step
    LockWatch locks;                        // null: nobody watches what steps do with locks

    Recorder(Memory memory, Layout layout) {
        this.memory = memory;
        this.layout = layout;
        seen = new int[memory.size()];
        written = new int[memory.size()];
        looked = new int[memory.size()];
        before = new long[memory.size()];
    }

    /**
     * Begins to watch what {@code who} does.
     *
     * @param watches whether it is somebody who only watches, so that his looks count as loads
     */
    void begin(int who, boolean watches) {
        this.watches = watches;
        execution++;
        lookCount = 0;
        writeCount = 0;
        accessCount = 0;
        offered = 0;
        this.who = who;
        starts = Memory.SHARED;
        held = 0;
        heldThroughout = 0;
        memory.observe(this);
    }

    /** From here on the context holds these locks; that it does counts as a look. */
    void holding(long locks) {
        look(HELD, locks);
        held = locks;
        heldThroughout = locks;
    }

    /** What happens from here on starts a context that could not run before: its own words are as good as untouched. */
    void starting(int context) {
        starts = context;
    }

    void end() {
        memory.observe(null);
    }

    /** What follows is the step itself; so far it was only found out that it is possible. */
    void stepping() {
        offered = accessCount;
    }

    Facts facts() {
        return new Facts(who, offered, Arrays.copyOf(access, accessCount), Arrays.copyOf(accessHeld, accessCount), Arrays.copyOf(accessThroughout, accessCount));
    }

    /** Whether a word that was written has been left as it was found; false when it was never looked at. */
    boolean isBack(int slot) {
        return looked[slot] == execution && before[slot] == memory.peekQuietly(slot);
    }

    /** Whether the word was looked at before it was written. */
    boolean hasLookedAt(int slot) {
        return looked[slot] == execution;
    }

    boolean hasWritten(int slot) {
        return written[slot] == execution;
    }

    /** Looks that decide what is said of the step, and not what it does: no other step can be in their way. */
    <T> T aside(Supplier<T> question) {
        boolean before = aside;
        aside = true;
        try {
            return question.get();
        } finally {
            aside = before;
        }
    }

    @Override public void loaded(int slot) {
        look(slot);
        if (aside) return;
        account(slot << 1);
        if (locks != null) locks.touched(slot, false);
    }

    @Override public void peeked(int slot) {
        look(slot);
        if (watches) account(slot << 1);
    }

    @Override public void storing(int slot, long value) {
        boolean shared = memory.owner(slot) == Memory.SHARED;
        if (shared) look(slot);                                     // whether it changes anything depends on what was there
        account(shared && memory.peekQuietly(slot) == value ? slot << 1 : slot << 1 | 1);
        if (locks != null) locks.touched(slot, true);
        if (written[slot] == execution) return;
        written[slot] = execution;
        seen[slot] = execution;
        if (writeCount == writes.length) writes = Arrays.copyOf(writes, writeCount * 2);
        writes[writeCount++] = slot;
    }

    @Override public void locked(long lock) {
        held |= lock;
    }

    @Override public void unlocked(long lock) {
        held &= ~lock;
        heldThroughout &= ~lock;
    }

    private void look(int slot) {
        if (seen[slot] == execution) return;
        seen[slot] = execution;
        looked[slot] = execution;
        before[slot] = memory.peekQuietly(slot);
        if (layout.width[slot] != Layout.CONSTANT) look(slot, layout.fieldOf(slot, before[slot]));
    }

    void look(int slot, long field) {
        if (lookCount == looks.length) {
            looks = Arrays.copyOf(looks, lookCount * 2);
            fields = Arrays.copyOf(fields, lookCount * 2);
        }
        looks[lookCount] = slot;
        fields[lookCount++] = field;
    }

    private void account(int what) {
        if (starts != Memory.SHARED && memory.owner(what >>> 1) == starts) return;
        if (accessCount == access.length) {
            access = Arrays.copyOf(access, accessCount * 2);
            accessHeld = Arrays.copyOf(accessHeld, accessCount * 2);
            accessThroughout = Arrays.copyOf(accessThroughout, accessCount * 2);
        }
        access[accessCount] = what;
        accessHeld[accessCount] = held;
        accessThroughout[accessCount++] = heldThroughout;
    }
}

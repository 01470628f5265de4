package dev.lull.engine.run.srcu;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the fields of srcu_struct lie, before the split of v6.4, after any number of its patches, and after all. Offsets follow from
 * sizes and alignments as the C compiler has them on x86-64, SMP, without lock debugging: an int is 4 bytes, a spinlock 4, a mutex 32
 * (owner first), a completion 32, a delayed_work 88 (the work's data first, its timer from byte 32). Computed, not read from a build.
 *
 * @param patches  how many of the {@link #STEPS} have been applied
 * @param levels   {@code RCU_NUM_LVLS}: 1 to 3; 2 for up to 1,024 CPUs, 3 for more
 * @param embedded bytes from the beginning of a cache line to the object, which may lie inside another
 * @param line     bytes in a cache line
 */
public record SplitLayout(int patches, int levels, int embedded, int line) {
    /** The patches, by number: 0 is v6.3. */
    public static final List<Step> STEPS = List.of(
            new Step("v6.3", "nothing", ""), new Step("95433f726301", "node", "04/20, the seed"), new Step("208f41b13124", "level", ""),
            new Step("a0d8cbd38213", "srcu_size_state", ""), new Step("574dc1a7efe4", "srcu_cb_mutex", ""), new Step("b3fb11f7e9c3", "lock", ""),
            new Step("e3a6ab25cfa0", "srcu_gp_mutex", ""), new Step("03200b5ca3b4", "grace-period fields", ""), new Step("3b46679c623c", "heuristics fields", ""),
            new Step("660349ac79cb", "sda_is_static", ""), new Step("d20162e0bfc2", "barrier fields", ""), new Step("fd1b3f8e097b", "work fields", "the last"));

    /** A patch of the series: its commit, what it moved, and what else there is to say. */
    public record Step(String commit, String moved, String note) { }

    /** A field and where it lies: bytes from the beginning of its object. */
    public record Place(String field, boolean inSup, int offset, int size) { }

    private record Field(String name, int size, int align, int movedBy) { }

    private static final int NEVER = 99;

    public SplitLayout {
        if (patches < 0 || patches >= STEPS.size()) throw new IllegalArgumentException("after patch " + patches + ": the series has patches 0 (none) to " + (STEPS.size() - 1));
        if (levels < 1 || levels > 3) throw new IllegalArgumentException("levels " + levels + ": RCU_NUM_LVLS is 1 to 3 here");
        if (line < 16 || Integer.bitCount(line) != 1) throw new IllegalArgumentException("a cache line of " + line + " bytes: a power of two, 64 mostly");
        if (embedded < 0 || embedded % 8 != 0) throw new IllegalArgumentException("embedded at byte " + embedded + ": a multiple of 8, for the object holds pointers");
    }

    /** After so many patches, with the tree of 1,025 CPUs and more, on lines of 64 bytes. */
    public static SplitLayout after(int patches) {
        return new SplitLayout(patches, 3, 0, 64);
    }

    /** v6.3. */
    public static SplitLayout before() {
        return after(0);
    }

    /** v6.4. */
    public static SplitLayout done() {
        return after(STEPS.size() - 1);
    }

    /** With a tree of so many levels. */
    public SplitLayout levels(int count) {
        return new SplitLayout(patches, count, embedded, line);
    }

    /** Inside another object, so many bytes into a line. */
    public SplitLayout embeddedAt(int bytes) {
        return new SplitLayout(patches, levels, bytes, line);
    }

    private List<Field> fields() {
        return List.of(new Field("node", 8, 8, 1), new Field("level", 8 * (levels + 1), 8, 2), new Field("srcu_size_state", 4, 4, 3), new Field("srcu_cb_mutex", 32, 8, 4),
                new Field("lock", 4, 4, 5), new Field("srcu_gp_mutex", 32, 8, 6), new Field("srcu_idx", 4, 4, NEVER), new Field("srcu_gp_seq", 8, 8, 7),
                new Field("srcu_gp_seq_needed", 8, 8, 7), new Field("srcu_gp_seq_needed_exp", 8, 8, 7), new Field("srcu_gp_start", 8, 8, 7),
                new Field("srcu_last_gp_end", 8, 8, 7), new Field("srcu_size_jiffies", 8, 8, 8), new Field("srcu_n_lock_retries", 8, 8, 8),
                new Field("srcu_n_exp_nodelay", 8, 8, 8), new Field("sda", 8, 8, NEVER), new Field("sda_is_static", 1, 1, 9), new Field("srcu_barrier_seq", 8, 8, 10),
                new Field("srcu_barrier_mutex", 32, 8, 10), new Field("srcu_barrier_completion", 32, 8, 10), new Field("srcu_barrier_cpu_cnt", 4, 4, 10),
                new Field("reschedule_jiffies", 8, 8, 11), new Field("reschedule_count", 8, 8, 11), new Field("work", 88, 8, 11));
    }

    /** Where everything lies: the fields of srcu_struct, then those of srcu_usage. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        place(places, false);
        place(places, true);
        return places;
    }

    private void place(List<Place> places, boolean inSup) {
        int at = 0;
        for (Field field : fields()) {
            if (field.movedBy <= patches != inSup) continue;
            at = align(at, field.align);
            places.add(new Place(field.name, inSup, at, field.size));
            at += field.size;
        }
        if (patches == 0) return;
        if (!inSup) places.add(new Place("srcu_sup", false, align(at, 8), 8));
        else if (patches == STEPS.size() - 1) places.add(new Place("srcu_ssp", true, align(at, 8), 8));
    }

    private static int align(int at, int to) {
        return (at + to - 1) / to * to;
    }

    /** Where a field lies. */
    public Place place(String field) {
        for (Place place : places()) if (place.field.equals(field)) return place;
        throw new IllegalArgumentException("srcu_struct has no field \"" + field + "\" here. It has " + String.join(", ", places().stream().map(Place::field).toList()) + ".");
    }

    /** Bytes of srcu_struct. */
    public int size() {
        return sizeOf(false);
    }

    /** Bytes of srcu_usage; 0 when there is none. */
    public int usageSize() {
        return sizeOf(true);
    }

    private int sizeOf(boolean inSup) {
        int end = 0;
        for (Place place : places()) if (place.inSup == inSup) end = Math.max(end, place.offset + place.size);
        return align(end, 8);
    }

    /** The cache line, counted from that in which the object begins, of a byte of srcu_struct. */
    public int lineOf(int offset) {
        return (embedded + offset) / line;
    }

    /** Lines that srcu_struct lies on. */
    public int lines() {
        return lineOf(size() - 1) + 1;
    }
}

package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A CPU's segmented callback list. The C keeps one list and four tail pointers; here each segment is a list of its own,
 * joined at the same places. Grace-period numbers stay behind in a segment that has become empty, and callers rely on
 * that: see {@link #nextGp()}. Models kernel/rcu/rcu_segcblist.c, v5.12.
 */
public final class SegCbList {
    /** Ready to invoke. */
    public static final int DONE = 0;
    /** Waits for the grace period whose number it bears. */
    public static final int WAIT = 1;
    /** Waits for the one after. */
    public static final int NEXT_READY = 2;
    /** Has no number yet. */
    public static final int NEXT = 3;

    /** {@link #nextGp()} when no callback is pending. */
    public static final long NONE = -1;

    private final CbList[] segments = new CbList[4];
    private final Word[] gpSeq = new Word[4];
    private final Word length;
    private final boolean checksRest;

    /** The list {@code ->cblist} inside {@code struct}. */
    SegCbList(Callbacks callbacks, Struct struct, Rcu rcu) {
        checksRest = rcu.linux().has(Fix.ACCELERATE_CHECKS_REST);
        String[] names = {"done", "wait", "next_ready", "next"};
        for (int i = DONE; i <= NEXT; i++) segments[i] = new CbList(callbacks, struct, "cblist." + names[i]);
        gpSeq[WAIT] = rcu.wanted(struct.word("cblist.gp_seq[WAIT]", rcu.gpSeqRange()));
        gpSeq[NEXT_READY] = rcu.wanted(struct.word("cblist.gp_seq[NEXT_READY]", rcu.gpSeqRange()));
        length = struct.word("cblist.len", callbacks.countRange());
    }

    /** All callbacks of this CPU: those in the bypass list and those being invoked included. */
    public long length() {
        return length.get();
    }

    /** rcu_segcblist_add_len(). */
    public void addLength(long more) {
        length.add(more);
    }

    /** rcu_segcblist_pend_cbs(): something waits for a grace period. */
    public boolean hasPending() {
        return !segments[WAIT].isEmpty() || !segments[NEXT_READY].isEmpty() || !segments[NEXT].isEmpty();
    }

    /** rcu_segcblist_ready_cbs(): something may be invoked. */
    public boolean hasReady() {
        return !segments[DONE].isEmpty();
    }

    /** Whether all four segments are empty. */
    public boolean isEmpty() {
        return !hasReady() && !hasPending();
    }

    /** Callbacks in one segment. */
    public long length(int segment) {
        return segments[segment].length();
    }

    public boolean isEmpty(int segment) {
        return segments[segment].isEmpty();
    }

    /** rcu_segcblist_enqueue(). */
    public void enqueue(long callback) {
        length.add(1);
        segments[NEXT].append(callback);
    }

    /** rcu_segcblist_insert_pend_cbs(): moves {@code bypass}, already counted, behind NEXT. */
    public void flush(CbList bypass) {
        segments[NEXT].appendAll(bypass);
    }

    /**
     * rcu_segcblist_nextgp(): the number the WAIT segment bears when something is pending, else {@link #NONE}. With
     * WAIT empty it is an old number, long done; rcuog and rcuop take it for a grace period that has just ended.
     */
    public long nextGp() {
        return hasPending() ? gpSeq[WAIT].get() : NONE;
    }

    /** rcu_segcblist_advance(): what waited for {@code seq} or earlier becomes ready. */
    public void advance(long seq) {
        if (!hasPending()) return;
        int i = WAIT;
        for (; i < NEXT; i++) {
            if (seq < gpSeq[i].get()) break;
            segments[DONE].appendAll(segments[i]);
        }
        if (i == WAIT) return;
        for (int j = WAIT; i < NEXT && hasPending(); i++, j++) {
            segments[j].appendAll(segments[i]);
            gpSeq[j].set(gpSeq[i].get());
        }
    }

    /** rcu_segcblist_accelerate(): gives {@code seq} to the youngest callbacks; whether it was given to any. */
    public boolean accelerate(long seq) {
        if (!hasPending()) return false;
        int i = NEXT_READY;
        for (; i > DONE; i--) if (!segments[i].isEmpty() && gpSeq[i].get() < seq) break;
        if (checksRest && restEmpty(i) || ++i >= NEXT) return false;
        for (int j = i + 1; j <= NEXT; j++) segments[i].appendAll(segments[j]);
        for (int j = i; j < NEXT; j++) gpSeq[j].set(seq);
        return true;
    }

    private boolean restEmpty(int segment) {
        for (int i = segment + 1; i <= NEXT; i++) if (!segments[i].isEmpty()) return false;
        return true;
    }

    /** rcu_segcblist_extract_done_cbs(): moves what is ready to {@code batch}; the length stays. */
    public void extractDone(CbList batch) {
        batch.appendAll(segments[DONE]);
    }

    /** rcu_segcblist_insert_done_cbs(): puts what a batch has left back before what is ready. */
    public void insertDone(CbList batch) {
        segments[DONE].prependAll(batch);
    }

    /**
     * rcu_segcblist_entrain(): puts {@code callback} behind everything that is here, with no grace period of its own; false,
     * and nothing done, when there is nothing it could wait for.
     */
    public boolean entrain(long callback) {
        if (length.get() == 0) return false;
        length.add(1);
        int i = NEXT;
        while (i > DONE && segments[i].isEmpty()) i--;
        segments[i].append(callback);
        return true;
    }

    /** rcu_segcblist_merge(): what is ready in {@code dead} goes before all that is here, what waits there behind it. */
    void merge(SegCbList dead) {
        length.add(dead.length.get());
        dead.length.set(0);
        segments[DONE].prependAll(dead.segments[DONE]);
        for (int i = WAIT; i <= NEXT; i++) segments[NEXT].appendAll(dead.segments[i]);
    }

    /** Where the segments and their numbers lie: for who says what guards them. The length is for anybody, being atomic. */
    public int[] slots() {
        IntStream numbers = IntStream.of(gpSeq[WAIT].slot(), gpSeq[NEXT_READY].slot());
        return IntStream.concat(numbers, Stream.of(segments).flatMapToInt(segment -> IntStream.of(segment.slots()))).toArray();
    }

    /** A segment's length as a watcher sees it. */
    public long peekLength(int segment) {
        return segments[segment].peekLength();
    }

    /** A segment's number as a watcher sees it; 0 for DONE and NEXT, which have none. */
    public long peekGpSeq(int segment) {
        return gpSeq[segment] == null ? 0 : gpSeq[segment].peek();
    }

    /** {@link #length()} as a watcher sees it. */
    public long peekLength() {
        return length.peek();
    }

    /** A segment's callbacks, for watchers. */
    public CbList segment(int segment) {
        return segments[segment];
    }
}

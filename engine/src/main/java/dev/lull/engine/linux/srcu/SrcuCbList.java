package dev.lull.engine.linux.srcu;

import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * A CPU's segmented callback list as SRCU uses it. The C keeps one list and four tail pointers; here each segment has its own
 * first and last head. It can be {@linkplain #init() set up again}, which forgets what is on it, and that is why it is not the
 * list of {@code linux.rcu}, whose callbacks can only be counted. Models kernel/rcu/rcu_segcblist.c, v5.19 to v6.12.
 */
public final class SrcuCbList {
    /** Ready to invoke. */
    public static final int DONE = 0;
    /** Waits for the grace period whose number it bears. */
    public static final int WAIT = 1;
    /** Waits for the one after. */
    public static final int NEXT_READY = 2;
    /** Has no number yet. */
    public static final int NEXT = 3;

    private static final String[] NAMES = {"done", "wait", "next_ready", "next"};

    private final SrcuHeads heads;
    private final Word[] first = new Word[4];
    private final Word[] last = new Word[4];
    private final Word[] gpSeq = new Word[4];
    private final Word length;

    SrcuCbList(SrcuHeads heads, Struct struct) {
        this.heads = heads;
        for (int i = DONE; i <= NEXT; i++) {
            first[i] = struct.word("srcu_cblist." + NAMES[i] + ".head", heads.range());
            last[i] = struct.word("srcu_cblist." + NAMES[i] + ".tail", heads.range());
        }
        for (int i = WAIT; i <= NEXT_READY; i++) gpSeq[i] = struct.word("srcu_cblist.gp_seq[" + NAMES[i] + "]", Range.upTo(Long.MAX_VALUE / 4));
        length = struct.word("srcu_cblist.len", heads.range());
    }

    /** rcu_segcblist_init(): whatever was on it is on no list any more. */
    void init() {
        for (int i = DONE; i <= NEXT; i++) {
            first[i].set(0);
            last[i].set(0);
        }
        for (int i = WAIT; i <= NEXT_READY; i++) gpSeq[i].set(0);
        length.set(0);
    }

    private boolean isEmpty(int segment) {
        return first[segment].get() == 0;
    }

    /** rcu_segcblist_pend_cbs(): something waits for a grace period. */
    boolean hasPending() {
        return !isEmpty(WAIT) || !isEmpty(NEXT_READY) || !isEmpty(NEXT);
    }

    /** rcu_segcblist_ready_cbs(): something may be invoked. */
    boolean hasReady() {
        return !isEmpty(DONE);
    }

    /** rcu_segcblist_n_cbs(): all, those being invoked included. */
    long length() {
        return length.get();
    }

    void addLength(long more) {
        length.add(more);
    }

    /** rcu_segcblist_enqueue(). */
    void enqueue(long head) {
        length.add(1);
        append(NEXT, head);
    }

    private void append(int segment, long head) {
        heads.setNext(head, 0);
        if (isEmpty(segment)) first[segment].set(head);
        else heads.setNext(last[segment].get(), head);
        last[segment].set(head);
    }

    private void move(int from, int to) {
        if (from == to || isEmpty(from)) return;
        if (isEmpty(to)) first[to].set(first[from].get());
        else heads.setNext(last[to].get(), first[from].get());
        last[to].set(last[from].get());
        first[from].set(0);
        last[from].set(0);
    }

    /** rcu_segcblist_advance(): what waited for {@code now} or earlier becomes ready. */
    void advance(long now) {
        if (!hasPending()) return;
        int i = WAIT;
        for (; i < NEXT; i++) {
            if (SrcuSeq.less(now, gpSeq[i].get())) break;
            move(i, DONE);
        }
        if (i == WAIT) return;
        for (int j = WAIT; i < NEXT && hasPending(); i++, j++) {
            move(i, j);
            gpSeq[j].set(gpSeq[i].get());
        }
    }

    /** rcu_segcblist_accelerate(): gives {@code number} to the youngest callbacks; false when no place is left for it. */
    boolean accelerate(long number) {
        if (!hasPending()) return false;
        int i = NEXT_READY;
        for (; i > DONE; i--) if (!isEmpty(i) && SrcuSeq.less(gpSeq[i].get(), number)) break;
        if (restIsEmpty(i) || ++i >= NEXT) return false;
        for (int j = i + 1; j <= NEXT; j++) move(j, i);
        for (int j = i; j < NEXT; j++) gpSeq[j].set(number);
        return true;
    }

    private boolean restIsEmpty(int segment) {
        for (int i = segment + 1; i <= NEXT; i++) if (!isEmpty(i)) return false;
        return true;
    }

    /** rcu_segcblist_entrain(): behind all that is here, with no grace period of its own; false when there is nothing here. */
    boolean entrain(long head) {
        if (length.get() == 0) return false;
        length.add(1);
        int i = NEXT;
        while (i > DONE && isEmpty(i)) i--;
        append(i, head);
        return true;
    }

    /** rcu_segcblist_extract_done_cbs(): the first of those that are ready, which are linked; the length stays. */
    long extractDone() {
        long batch = first[DONE].get();
        first[DONE].set(0);
        last[DONE].set(0);
        return batch;
    }

    /** Heads of a segment, front to back, as a watcher sees it. */
    public List<String> segment(int segment) {
        List<String> names = new ArrayList<>();
        long end = last[segment].get();
        for (long head = first[segment].get(); head != 0; head = head == end ? 0 : heads.next(head)) names.add(heads.name((int) head));
        return names;
    }

    /** The number that WAIT or NEXT_READY bears, as a watcher sees it. */
    public long peekGpSeq(int segment) {
        return gpSeq[segment].peek();
    }

    /** Sets up a segment as a test wants it. */
    void put(int segment, long number, long... headsOfIt) {
        for (long head : headsOfIt) {
            append(segment, head);
            length.add(1);
        }
        if (gpSeq[segment] != null) gpSeq[segment].set(number);
    }
}

package dev.lull.engine.time;

import java.util.Arrays;

/**
 * What happens when, earliest first; of two events at the same time the one added first. A 4-ary heap over primitive
 * arrays: the events of a timed run are numbers, and no object is made for one.
 */
public final class EventQueue {
    private long[] dueNs = new long[256];
    private long[] order = new long[256];
    private int[] events = new int[256];
    private int size;
    private long added;

    /** Adds {@code event} at {@code atNs}. */
    public void add(long atNs, int event) {
        if (size == events.length) {
            dueNs = Arrays.copyOf(dueNs, size * 2);
            order = Arrays.copyOf(order, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        long sequence = added++;
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >> 2;
            if (dueNs[parent] <= atNs) break;       // the newcomer is last among equals
            move(parent, at);
            at = parent;
        }
        put(at, atNs, sequence, event);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    /** When the next event is due; the queue must not be empty. */
    public long nextNs() {
        return dueNs[0];
    }

    /** Takes the next event out. */
    public int take() {
        int taken = events[0];
        int last = --size;
        long lastDue = dueNs[last];
        long lastOrder = order[last];
        int at = 0;
        while (true) {
            int child = leastChild(at);
            if (child < 0 || before(lastDue, lastOrder, dueNs[child], order[child])) break;
            move(child, at);
            at = child;
        }
        put(at, lastDue, lastOrder, events[last]);
        return taken;
    }

    private int leastChild(int parent) {
        int first = (parent << 2) + 1;
        if (first >= size) return -1;
        int least = first;
        int end = Math.min(first + 4, size);
        for (int child = first + 1; child < end; child++) {
            if (before(dueNs[child], order[child], dueNs[least], order[least])) least = child;
        }
        return least;
    }

    private static boolean before(long due, long order, long otherDue, long otherOrder) {
        return due < otherDue || due == otherDue && order < otherOrder;
    }

    private void move(int from, int to) {
        put(to, dueNs[from], order[from], events[from]);
    }

    private void put(int at, long due, long sequence, int event) {
        dueNs[at] = due;
        order[at] = sequence;
        events[at] = event;
    }
}

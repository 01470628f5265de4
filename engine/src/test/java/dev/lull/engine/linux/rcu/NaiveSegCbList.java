package dev.lull.engine.linux.rcu;

import java.util.ArrayList;
import java.util.List;

/** The rules of a segmented list written down once more, with plain Java lists: what {@link SegCbList} is held against. */
final class NaiveSegCbList {
    final List<List<Long>> segments = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    final long[] numbers = new long[4];
    long length;

    private boolean pend() {
        return !segments.get(1).isEmpty() || !segments.get(2).isEmpty() || !segments.get(3).isEmpty();
    }

    void enqueue(long callback) {
        length++;
        segments.get(3).add(callback);
    }

    void flush(List<Long> bypass) {
        segments.get(3).addAll(bypass);
        bypass.clear();
    }

    long nextGp() {
        return pend() ? numbers[1] : SegCbList.NONE;
    }

    /** All segments in front of the first one whose grace period is not over are done; what is left moves up. */
    void advance(long over) {
        if (!pend()) return;
        int passed = numbers[1] > over ? 0 : numbers[2] > over ? 1 : 2;
        for (int i = 1; i <= passed; i++) move(i, 0);
        if (passed == 1 && pend()) {
            move(2, 1);
            numbers[1] = numbers[2];
        }
    }

    /** The oldest segment all of whose followers may wait for {@code wanted} too takes them in. */
    boolean accelerate(long wanted) {
        if (!pend()) return false;
        int older = segments.get(2).isEmpty() || numbers[2] >= wanted ? segments.get(1).isEmpty() || numbers[1] >= wanted ? 0 : 1 : 2;
        int into = older + 1;
        boolean anythingBehind = false;
        for (int i = into; i <= 3; i++) anythingBehind |= !segments.get(i).isEmpty();
        if (!anythingBehind || into == 3) return false;
        for (int i = into + 1; i <= 3; i++) move(i, into);
        for (int i = into; i <= 2; i++) numbers[i] = wanted;
        return true;
    }

    List<Long> extractDone() {
        List<Long> batch = List.copyOf(segments.get(0));
        segments.get(0).clear();
        return batch;
    }

    private void move(int from, int to) {
        segments.get(to).addAll(segments.get(from));
        segments.get(from).clear();
    }
}

package dev.lull.engine.packed;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites the jiffies in a state into small numbers, so that a search needs no bound on them. What counts of now and of
 * the moments somebody goes on with is their order, and how many jiffies they are apart, as far as anybody asks for ages
 * ({@link Machine#asksForAge}); of a stamp, likewise how far the next of those lies ahead; of an armed timer, how far ahead it lies, or that it is due.
 */
public final class Moments {
    private final long apart;                   // as good as any longer time
    private final long oldest;                  // so that stamps before it have room above 0, which means none
    private final Word now;
    private final Word[] moments;
    private final Word[] stamps;
    private final Word[] expiries;
    private final long[] sorted;
    private final long[] ranks;
    private final boolean[] stampedBetween;     // some stamp lies that long before this one, and after the one before

    /** Those of a machine. */
    public Moments(Machine machine) {
        now = machine.jiffiesWord();
        apart = machine.apart();
        oldest = apart + 1;
        moments = machine.moments().toArray(new Word[0]);
        stamps = machine.stamps().toArray(new Word[0]);
        expiries = machine.expiries().toArray(new Word[0]);
        sorted = new long[moments.length + 1];
        ranks = new long[moments.length + 1];
        stampedBetween = new boolean[moments.length + 1];
    }

    List<Word> words() {
        List<Word> words = new ArrayList<>(List.of(moments));
        words.addAll(List.of(stamps));
        words.addAll(List.of(expiries));
        words.add(now);
        return words;
    }

    /** Rewrites the state in the machine's memory. */
    public void normalise() {
        long jiffy = now.get();
        int count = 1;
        sorted[0] = jiffy;
        for (Word word : moments) {
            long moment = word.get();
            if (moment != 0) count = insert(moment, count);
        }
        lookBetween(count);
        ranks[0] = oldest;
        for (int i = 1; i < count; i++) {
            ranks[i] = ranks[i - 1] + Math.min(stampedBetween[i] ? apart + 1 : apart, sorted[i] - sorted[i - 1]);
        }
        long nowRank = ranks[indexOf(jiffy)];
        for (Word word : moments) {
            long moment = word.get();
            if (moment != 0) word.set(ranks[indexOf(moment)]);
        }
        for (Word word : stamps) {
            long stamp = word.get();
            if (stamp == 0) continue;
            int after = after(stamp, count);
            word.set(ranks[after] - Math.min(apart, sorted[after] - stamp));
        }
        for (Word word : expiries) {
            long expiry = word.get();                       // the jiffy it is armed for and one
            if (expiry != 0) word.set(expiry <= jiffy + 1 ? nowRank + 1 : nowRank + expiry - jiffy);
        }
        now.set(nowRank);
    }

    private int insert(long moment, int count) {
        int at = count;
        while (at > 0 && sorted[at - 1] > moment) at--;
        if (at > 0 && sorted[at - 1] == moment) return count;
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = moment;
        return count + 1;
    }

    private void lookBetween(int count) {
        for (int i = 0; i < count; i++) stampedBetween[i] = false;
        for (Word word : stamps) {
            long stamp = word.get();
            if (stamp == 0) continue;
            int after = after(stamp, count);
            if (sorted[after] - stamp >= apart) stampedBetween[after] = true;
        }
    }

    /** The first of those sorted that is not before {@code stamp}; a stamp lies never ahead of now. */
    private int after(long stamp, int count) {
        int at = 0;
        while (at < count - 1 && sorted[at] < stamp) at++;
        return at;
    }

    private int indexOf(long moment) {
        int at = 0;
        while (sorted[at] != moment) at++;
        return at;
    }
}

package dev.lull.engine.explore;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Word;
import dev.lull.engine.system.LinuxSystem;

import java.util.List;

/**
 * The fingerprint of a state in which only what matters of jiffies and grace-period numbers is left, so that states
 * which can do the same have the same one, and an exploration needs no bound on either.
 *
 * <p>Jiffies: no text compares two of them by more than two, so of all the moments in a state only their order and the
 * gaps between them count, and a gap of three or more is as good as three; of a timer that is due it only counts that it is. Grace periods: a wanted number that has been
 * reached is as good as any other; the rest count from the current one, with the parity of the wait queue kept.
 */
final class Relative {
    private static final int GAP = 3;
    private static final int DUE = 1;           // ranks of what lies ahead are higher

    private final Memory memory;
    private final int nowSlot;
    private final int[] momentSlots;
    private final int[] expirySlots;
    private final int[] wantedSlots;
    private final int[] currentSlots;
    private final long[] moments;           // sorted as they come
    private final long[] ranks;

    Relative(LinuxSystem system) {
        Machine machine = system.machine();
        Rcu rcu = system.rcu();
        memory = machine.memory();
        nowSlot = machine.jiffiesWord().slot();
        momentSlots = slots(machine.moments());
        wantedSlots = slots(rcu.wantedNumbers());
        currentSlots = slots(rcu.currentNumbers());
        expirySlots = slots(machine.expiries());
        moments = new long[momentSlots.length + expirySlots.length + 1];
        ranks = new long[moments.length];
    }

    private static int[] slots(List<Word> words) {
        return words.stream().mapToInt(Word::slot).toArray();
    }

    /** The fingerprint of the memory as it is now. */
    long fingerprint() {
        return memory.fingerprint() ^ jiffies() ^ gracePeriods();
    }

    private long jiffies() {
        long now = memory.peek(nowSlot);
        int count = 1;
        moments[0] = now;
        for (int slot : momentSlots) {
            long moment = memory.peek(slot);
            if (moment != 0) count = insert(moment, count);
        }
        for (int slot : expirySlots) {
            long expiry = memory.peek(slot);
            if (expiry > now + 1) count = insert(expiry, count);
        }
        rank(count);
        long change = Memory.mix(nowSlot, now) ^ Memory.mix(nowSlot, rankOf(now, count));
        for (int slot : momentSlots) {
            long moment = memory.peek(slot);
            if (moment != 0) change ^= Memory.mix(slot, moment) ^ Memory.mix(slot, rankOf(moment, count));
        }
        for (int slot : expirySlots) {
            long expiry = memory.peek(slot);
            if (expiry != 0) change ^= Memory.mix(slot, expiry) ^ Memory.mix(slot, expiry > now + 1 ? rankOf(expiry, count) : DUE);
        }
        return change;
    }

    private int insert(long moment, int count) {
        int at = count;
        while (at > 0 && moments[at - 1] > moment) at--;
        if (at > 0 && moments[at - 1] == moment) return count;
        System.arraycopy(moments, at, moments, at + 1, count - at);
        moments[at] = moment;
        return count + 1;
    }

    private void rank(int count) {
        ranks[0] = 1;
        for (int i = 1; i < count; i++) ranks[i] = ranks[i - 1] + Math.min(GAP, moments[i] - moments[i - 1]);
    }

    private long rankOf(long moment, int count) {
        int at = 0;
        while (moments[at] != moment) at++;
        return ranks[at];
    }

    private long gracePeriods() {
        long now = memory.peek(currentSlots[0]);
        long over = now & ~3L;
        long base = now & ~7L;
        long change = 0;
        for (int slot : currentSlots) {
            long number = memory.peek(slot);
            change ^= Memory.mix(slot, number) ^ Memory.mix(slot, number - base + 8);
        }
        for (int slot : wantedSlots) {
            long number = memory.peek(slot);
            if (number == 0) continue;
            change ^= Memory.mix(slot, number) ^ Memory.mix(slot, number <= over ? 1 : number - base + 8);
        }
        return change;
    }
}

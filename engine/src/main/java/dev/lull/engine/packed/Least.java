package dev.lull.engine.packed;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Replaces a packed state by the least of those it becomes when interchangeable parts change places, so that a search meets
 * one of them only. Nothing is allocated; most comparisons are over after a few words.
 */
final class Least {
    private static final int WIDEST = 16;

    private final int longs;
    private final int turns;
    private final int words;                // that some turn moves
    private final int[] toHome;
    private final int[] toShift;
    private final long[] mask;
    private final int[][] fromHome;         // by turn
    private final int[][] fromShift;
    private final int[][][] field;          // by turn and word: how a field is packed there; null: as here
    private long[] least;
    private long[] other;

    Least(Layout layout, Symmetry symmetry) {
        longs = layout.longs();
        turns = symmetry.size();
        int[] moved = IntStream.range(0, layout.width.length).filter(slot -> layout.width[slot] != Layout.CONSTANT && isMoved(symmetry, slot)).boxed()
                .sorted((one, two) -> layout.width[two] - layout.width[one]).mapToInt(slot -> slot).toArray();      // wide words differ most often
        words = moved.length;
        toHome = Arrays.stream(moved).map(slot -> layout.home[slot]).toArray();
        toShift = Arrays.stream(moved).map(slot -> layout.shift[slot]).toArray();
        mask = Arrays.stream(moved).mapToLong(slot -> Layout.mask(layout.width[slot])).toArray();
        fromHome = new int[turns][words];
        fromShift = new int[turns][words];
        field = new int[turns][words][];
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < words; i++) {
                int from = symmetry.turn(symmetry.back(turn)).slot[moved[i]];
                fromHome[turn][i] = layout.home[from];
                fromShift[turn][i] = layout.shift[from];
                field[turn][i] = fields(layout, symmetry.turn(turn), from, moved[i]);
            }
        }
        least = new long[longs];
        other = new long[longs];
    }

    private static boolean isMoved(Symmetry symmetry, int slot) {
        for (int turn = 1; turn < symmetry.size(); turn++) {
            if (symmetry.turn(turn).slot[slot] != slot || symmetry.turn(turn).translates(slot)) return true;
        }
        return false;
    }

    private static int[] fields(Layout layout, Turn turn, int from, int to) {
        if (!turn.translates(from) && layout.packsAlike(from, to)) return null;
        if (layout.width[from] > WIDEST || layout.width[from] != layout.width[to]) throw new Asymmetry("there are too many contexts to exchange some");
        int[] fields = new int[1 << layout.width[from]];
        for (int packed = 0; packed < fields.length; packed++) {
            if (layout.isField(from, packed)) fields[packed] = (int) Math.max(0, layout.fieldOf(to, turn.value(from, layout.valueOf(from, packed))));
        }
        return fields;
    }

    /** Turns {@code state} so that it is the least, and returns which turn that was. */
    int turn(long[] state) {
        int best = 0;
        for (int turn = 1; turn < turns; turn++) {
            if (!isLess(turn, state, best == 0 ? state : least)) continue;
            image(turn, state);
            best = turn;
        }
        if (best != 0) System.arraycopy(least, 0, state, 0, longs);
        return best;
    }

    private boolean isLess(int turn, long[] state, long[] than) {
        int[] homes = fromHome[turn];
        int[] shifts = fromShift[turn];
        int[][] fields = field[turn];
        for (int i = 0; i < words; i++) {
            long value = state[homes[i]] >>> shifts[i] & mask[i];
            if (fields[i] != null) value = fields[i][(int) value];
            long there = than[toHome[i]] >>> toShift[i] & mask[i];
            if (value != there) return Long.compareUnsigned(value, there) < 0;
        }
        return false;
    }

    private void image(int turn, long[] state) {
        System.arraycopy(state, 0, other, 0, longs);
        for (int i = 0; i < words; i++) {
            long value = state[fromHome[turn][i]] >>> fromShift[turn][i] & mask[i];
            if (field[turn][i] != null) value = field[turn][i][(int) value];
            other[toHome[i]] = other[toHome[i]] & ~(mask[i] << toShift[i]) | value << toShift[i];
        }
        long[] spare = least;
        least = other;
        other = spare;
    }
}

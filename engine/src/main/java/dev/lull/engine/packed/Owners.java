package dev.lull.engine.packed;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.Machine;

import java.util.List;

/** Which of some locks a context holds for itself alone, read off a packed state. */
final class Owners {
    private final int[][] home;             // by context: the locks it may hold, and how its holding them is packed
    private final int[][] shift;
    private final long[][] mask;
    private final long[][] field;
    private final long[][] bit;

    Owners(Machine machine, Layout layout, List<? extends Lock> locks) {
        int contexts = machine.contexts().size();
        home = new int[contexts][];
        shift = new int[contexts][];
        mask = new long[contexts][];
        field = new long[contexts][];
        bit = new long[contexts][];
        for (int context = 0; context < contexts; context++) {
            long owner = context + 1L;
            List<? extends Lock> taken = locks.stream()
                    .filter(lock -> lock.bit() != 0 && layout.width[lock.slot()] != Layout.CONSTANT && layout.holds(lock.slot(), owner)).toList();
            home[context] = taken.stream().mapToInt(lock -> layout.home[lock.slot()]).toArray();
            shift[context] = taken.stream().mapToInt(lock -> layout.shift[lock.slot()]).toArray();
            mask[context] = taken.stream().mapToLong(lock -> Layout.mask(layout.width[lock.slot()])).toArray();
            field[context] = taken.stream().mapToLong(lock -> layout.fieldOf(lock.slot(), owner)).toArray();
            bit[context] = taken.stream().mapToLong(Lock::bit).toArray();
        }
    }

    /** Whether the context ever holds one, as far as is known. */
    boolean mayHold(Context context) {
        return home[context.number()].length > 0;
    }

    /** Those that the context holds. */
    long heldBy(Context context, long[] state, int from) {
        int of = context.number();
        int[] homes = home[of];
        long held = 0;
        for (int i = 0; i < homes.length; i++) {
            if ((state[from + homes[i]] >>> shift[of][i] & mask[of][i]) == field[of][i]) held |= bit[of][i];
        }
        return held;
    }
}

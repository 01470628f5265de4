package dev.lull.engine.packed;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Identities;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.model.Interchangeable;
import dev.lull.engine.model.Model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * All ways in which a model's interchangeable parts can change places: a group, so that what is true of each is true of
 * one after another. The counterpart of a word, a lock or a source is found by name; that it is one is not taken for
 * granted but checked with every step ({@link Mirror}).
 */
public final class Symmetry {
    /** Ways at most: every step is checked under each. Parts beyond them are told apart. */
    private static final int MOST_TURNS = 24;
    private static final int MOST_PLACES = 4;

    private final List<String> says = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();     // the first changes nothing
    private final int[][] after;                            // [one][other]: the turn that is one, and then other
    private final int[] back;

    private Symmetry(Model model) {
        List<Interchangeable> used = new ArrayList<>();
        List<List<int[]>> places = new ArrayList<>();
        int ways = 1;
        for (Interchangeable some : model.interchangeable()) {
            int count = Math.min(MOST_PLACES, some.parts().size());
            List<int[]> orders = orders(count);
            while (ways * orders.size() > MOST_TURNS) orders = orders(--count);
            if (count < 2) continue;
            ways *= orders.size();
            used.add(some);
            places.add(orders);
            says.add(some.says() + (count < some.parts().size() ? " (the first " + count + ")" : ""));
        }
        for (int way = 0; way < ways; way++) {
            Renaming names = new Renaming();
            int rest = way;
            for (int i = 0; i < used.size(); i++) {
                names.exchange(used.get(i), places.get(i).get(rest % places.get(i).size()));
                rest /= places.get(i).size();
            }
            turns.add(turn(model.machine(), names));
        }
        after = new int[ways][ways];
        back = new int[ways];
        for (int one = 0; one < ways; one++) {
            for (int other = 0; other < ways; other++) {
                after[one][other] = together(turns.get(one), turns.get(other));
                if (after[one][other] == 0) back[one] = other;
            }
        }
    }

    /**
     * The symmetry that a model declares; {@code null} when it declares none.
     *
     * @throws Asymmetry when some part has no counterpart
     */
    public static Symmetry of(Model model) {
        if (model.interchangeable().isEmpty()) return null;
        Symmetry symmetry = new Symmetry(model);
        return symmetry.turns.size() > 1 ? symmetry : null;
    }

    /** Who is interchangeable, in words. */
    public List<String> says() {
        return List.copyOf(says);
    }

    /** Ways, with the one that changes nothing, which is the first. */
    int size() {
        return turns.size();
    }

    Turn turn(int i) {
        return turns.get(i);
    }

    /** The turn that is {@code one}, and then {@code other}. */
    int after(int one, int other) {
        return after[one][other];
    }

    /** The turn that takes another back. */
    int back(int turn) {
        return back[turn];
    }

    // ---- counterparts -----------------------------------------------------------------------------------------

    private static List<int[]> orders(int count) {
        List<int[]> orders = new ArrayList<>();
        int[] order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        permute(order, 0, orders);
        orders.sort(Arrays::compare);
        return orders;
    }

    private static void permute(int[] order, int from, List<int[]> into) {
        if (from == order.length) {
            into.add(order.clone());
            return;
        }
        for (int i = from; i < order.length; i++) {
            int[] swapped = order.clone();
            swapped[from] = order[i];
            swapped[i] = order[from];
            permute(swapped, from + 1, into);
        }
    }

    private static Turn turn(Machine machine, Renaming names) {
        Memory memory = machine.memory();
        List<Context> contexts = machine.contexts();
        List<WaitQueue> queues = machine.queues();
        List<Lock> locks = machine.allLocks();
        int[] context = counterparts("context", contexts.size(), i -> contexts.get(i).name(), names::of);
        int[] queue = counterparts("wait queue", queues.size(), i -> queues.get(i).name(), names::of);
        int[] cpu = counterparts("CPU", machine.cpus().size(), i -> "cpu[" + i + "]", names::of);
        int[] lock = counterparts("lock", locks.size(), i -> locks.get(i).name(), names::of);
        int[] slot = counterparts("word", memory.size(), memory::name, names::of);
        int[] source = counterparts("what moves", machine.sourceCount(), i -> title(machine.source(Machine.move(i, 0))), names::of);
        Identities identities = machine.identities();
        for (int i = 0; i < slot.length; i++) {
            boolean alike = memory.range(i).equals(memory.range(slot[i])) && identities.of(i) == identities.of(slot[i])
                    && (memory.owner(i) == Memory.SHARED ? memory.owner(slot[i]) == Memory.SHARED : memory.owner(slot[i]) == context[memory.owner(i)]);
            if (!alike) throw new Asymmetry(memory.name(i) + " and " + memory.name(slot[i]) + " are words of different kinds");
        }
        for (int i = 0; i < queue.length; i++) {
            Lock one = machine.sleptFor(queues.get(i));
            Lock other = machine.sleptFor(queues.get(queue[i]));
            boolean alike = (one == null ? other == null : other == locks.get(lock[locks.indexOf(one)]))
                    && wakers(queues.get(queue[i])).equals(wakers(queues.get(i)).stream().map(number -> context[number]).collect(Collectors.toSet()));
            if (!alike) throw new Asymmetry(queues.get(i).name() + " and " + queues.get(queue[i]).name() + " are woken by others");
        }
        long[] lockBit = new long[64];
        for (int i = 0; i < lock.length; i++) {
            if (locks.get(i).getClass() != locks.get(lock[i]).getClass()) throw new Asymmetry(locks.get(i).name() + " and " + locks.get(lock[i]).name() + " are different locks");
            if ((locks.get(i).bit() == 0) != (locks.get(lock[i]).bit() == 0)) throw new Asymmetry("there are more locks than can be told apart");
            if (locks.get(i).bit() != 0) lockBit[Long.numberOfTrailingZeros(locks.get(i).bit())] = locks.get(lock[i]).bit();
        }
        return new Turn(identities, slot, context, queue, cpu, source, lockBit);
    }

    private static Set<Integer> wakers(WaitQueue queue) {
        return queue.wakers().stream().map(Context::number).collect(Collectors.toSet());
    }

    private static String title(MoveSource source) {
        return source.getClass().getSimpleName() + " " + (source instanceof Context context ? context.name() : source.describe(0));
    }

    /** For each of several things with names, the one with the name it gets; of several with one name, in order. */
    private static int[] counterparts(String kind, int count, IntFunction<String> name, UnaryOperator<String> then) {
        Map<String, List<Integer>> named = new HashMap<>();         // looked up, never walked
        int[] rank = new int[count];
        for (int i = 0; i < count; i++) {
            List<Integer> same = named.computeIfAbsent(name.apply(i), any -> new ArrayList<>());
            rank[i] = same.size();
            same.add(i);
        }
        int[] to = new int[count];
        boolean[] taken = new boolean[count];
        for (int i = 0; i < count; i++) {
            String wanted = then.apply(name.apply(i));
            List<Integer> same = named.getOrDefault(wanted, List.of());
            if (rank[i] >= same.size() || taken[same.get(rank[i])]) throw new Asymmetry(kind + " \"" + name.apply(i) + "\" has no counterpart \"" + wanted + "\"");
            to[i] = same.get(rank[i]);
            taken[to[i]] = true;
        }
        return to;
    }

    private int together(Turn one, Turn other) {
        for (int i = 0; i < turns.size(); i++) {
            Turn both = turns.get(i);
            if (isBoth(both.slot, one.slot, other.slot) && isBoth(both.source, one.source, other.source)
                    && isBoth(both.context, one.context, other.context) && isBoth(both.queue, one.queue, other.queue) && isBoth(both.cpu, one.cpu, other.cpu)) {
                return i;
            }
        }
        throw new Asymmetry("the parts do not change places as a group");
    }

    private static boolean isBoth(int[] both, int[] one, int[] other) {
        for (int i = 0; i < both.length; i++) if (both[i] != other[one[i]]) return false;
        return true;
    }
}

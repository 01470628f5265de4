package dev.lull.engine.packed;

import java.util.Arrays;

/**
 * What the pieces of a model do, as decision trees over packed states: a node looks at one word and goes on by its value; a
 * leaf says what changes. A tree grows by one path each time a piece is executed with values it has not met before; after
 * that the piece is never executed again for them.
 *
 * <p>Everything lies in a few flat arrays: a walk down a tree allocates nothing and follows indexes only.
 */
final class Decisions {
    /** No path of the tree leads on from here yet. */
    static final int UNKNOWN = -1;

    // flags of a leaf
    static final int OFFERED = 1;           // the move exists here
    static final int SEVERAL = 2;           // several moves exist here: the leaf names their trees
    static final int BLAMED = 4;            // the step does what Linux must not
    static final int UNNOTICED = 8;         // nobody else can tell when the step is made
    static final int MOMENTS = 16;          // changes a word that the normalisation of jiffies looks at
    static final int NUMBERS = 32;          // ... that the model's own normalisation looks at
    static final int RULES = 64;            // ... that a rule looks at
    static final int TRUE = 128;            // of a rule: it holds
    static final int OUTSIDE = 256;         // the move comes from outside
    static final int LOCKED_OUT = 512;      // the context is kept from going on by a lock, while it keeps others from going on

    // a node: where the word lies (or CHAIN), the word, and then for each value where to go on
    private static final int CHAIN = 1 << 31;
    private static final int SLOT = 1;
    private static final int TABLE = 2;
    private static final int WIDEST_TABLE = 5;
    private static final int HOME_BITS = 12;
    private static final int SHIFT_BITS = 6;

    /** Says which locks that it would have slept for the context of a tree holds in a state. */
    interface SleptFor {
        long of(int tree, long[] state, int from);
    }

    private final Layout layout;
    private final SleptFor sleptFor;
    private int[] pool = new int[1 << 14];
    private int poolSize = 1;               // 0 is no node

    private int[] roots = new int[64];
    private int rootCount;

    private int leafCount;
    int[] flags = new int[256];
    int[] label = new int[256];             // what the step is counted as; -1: nothing
    int[] then = new int[256];              // the label at which the context that goes on is then; -1: none goes on
    int[] opFrom = new int[256];            // of a SEVERAL leaf: its first tree
    int[] opCount = new int[256];           // of a SEVERAL leaf: its trees
    private int ops;
    int[] opHome = new int[1024];
    long[] opClear = new long[1024];
    long[] opSet = new long[1024];

    Decisions(Layout layout, SleptFor sleptFor) {
        this.layout = layout;
        this.sleptFor = sleptFor;
    }

    /** Plants trees and returns the number of the first. */
    int plant(int count) {
        if (rootCount + count > roots.length) roots = Arrays.copyOf(roots, Math.max(rootCount + count, roots.length * 2));
        rootCount += count;
        return rootCount - count;
    }

    /** The leaf of {@code tree} for a state, or {@link #UNKNOWN}; {@code held} are the locks its context holds. */
    int leaf(int tree, long[] state, int from, long held) {
        int node = roots[tree];
        int[] nodes = pool;
        while (node > 0) {
            int head = nodes[node];
            if (head >= 0) {
                int field = (int) (state[from + (head & (1 << HOME_BITS) - 1)] >>> (head >>> HOME_BITS)) & (1 << (head >>> HOME_BITS + SHIFT_BITS)) - 1;
                node = nodes[node + TABLE + field];
            } else {
                node = chained(nodes, node, tree, state, from, held);
            }
        }
        return ~node;
    }

    private int chained(int[] nodes, int node, int tree, long[] state, int from, long held) {
        int slot = nodes[node + SLOT];
        long field = slot == Recorder.HELD ? held : slot == Recorder.SLEPT_FOR ? sleptFor.of(tree, state, from) : layout.field(state, from, slot);
        for (int link = node; link != 0; link = nodes[link + 6]) {
            if (nodes[link + 3] == (int) field && nodes[link + 4] == (int) (field >>> 32)) return nodes[link + 5];
        }
        return 0;
    }

    /** Adds the path that {@code recorder} has just watched, ending in a leaf with these flags, and returns the leaf. */
    int grow(int tree, Recorder recorder, int leafFlags) {
        int leaf = newLeaf(leafFlags);
        int parent = -1;                                    // index in the pool of the reference to the node at hand
        int node = roots[tree];
        for (int i = 0; i < recorder.lookCount; i++) {
            int slot = recorder.looks[i];
            long field = recorder.fields[i];
            if (node < 0) throw otherwise();
            if (node == 0) {
                node = newNode(slot, field);
                link(tree, parent, node);
            }
            if (pool[node + SLOT] != slot) throw otherwise();
            parent = reference(node, field);
            node = pool[parent];
        }
        if (node != 0) throw otherwise();
        link(tree, parent, ~leaf);
        return leaf;
    }

    private static IllegalStateException otherwise() {
        return new IllegalStateException("a step looked at other words than before although all it had seen was the same: something it"
                + " depends on is not in simulated memory. Keep state in words, flags and labels, never in Java fields.");
    }

    private void link(int tree, int parent, int node) {
        if (parent < 0) roots[tree] = node;
        else pool[parent] = node;
    }

    private int newNode(int slot, long field) {
        int width = slot < 0 ? 64 : layout.width[slot];
        int node = poolSize;
        if (width <= WIDEST_TABLE) {
            room(TABLE + (1 << width));
            pool[node] = width << HOME_BITS + SHIFT_BITS | layout.shift[slot] << HOME_BITS | layout.home[slot];
        } else {
            room(7);
            pool[node] = CHAIN;
            key(node, field);
        }
        pool[node + SLOT] = slot;
        return node;
    }

    /** Where the node that follows for this value is referred to. */
    private int reference(int node, long field) {
        if (pool[node] >= 0) return node + TABLE + (int) field;
        int link = node;
        while (true) {
            if (pool[link + 3] == (int) field && pool[link + 4] == (int) (field >>> 32)) return link + 5;
            if (pool[link + 6] == 0) break;
            link = pool[link + 6];
        }
        int added = poolSize;
        room(7);
        key(added, field);
        pool[link + 6] = added;
        return added + 5;
    }

    private void key(int link, long field) {
        pool[link + 3] = (int) field;
        pool[link + 4] = (int) (field >>> 32);
    }

    private void room(int ints) {
        if (poolSize + ints > pool.length) pool = Arrays.copyOf(pool, Math.max(poolSize + ints, pool.length * 2));
        poolSize += ints;
    }

    private int newLeaf(int leafFlags) {
        if (leafCount == flags.length) {
            flags = Arrays.copyOf(flags, leafCount * 2);
            label = Arrays.copyOf(label, leafCount * 2);
            then = Arrays.copyOf(then, leafCount * 2);
            opFrom = Arrays.copyOf(opFrom, leafCount * 2);
            opCount = Arrays.copyOf(opCount, leafCount * 2);
        }
        flags[leafCount] = leafFlags;
        label[leafCount] = -1;
        then[leafCount] = -1;
        opFrom[leafCount] = ops;
        opCount[leafCount] = 0;
        return leafCount++;
    }

    /** Has the newest leaf put {@code value} at {@code slot}. */
    void change(int leaf, int slot, long value) {
        long mask = Layout.mask(layout.width[slot]) << layout.shift[slot];
        long set = layout.fieldOf(slot, value) << layout.shift[slot];
        for (int op = opFrom[leaf]; op < ops; op++) {
            if (opHome[op] != layout.home[slot]) continue;
            opClear[op] &= ~mask;
            opSet[op] = opSet[op] & ~mask | set;
            return;
        }
        if (ops == opHome.length) {
            opHome = Arrays.copyOf(opHome, ops * 2);
            opClear = Arrays.copyOf(opClear, ops * 2);
            opSet = Arrays.copyOf(opSet, ops * 2);
        }
        opHome[ops] = layout.home[slot];
        opClear[ops] = ~mask;
        opSet[ops++] = set;
        opCount[leaf]++;
    }

    /** Does to a state what a leaf says; whether that changed it. */
    boolean apply(int leaf, long[] state, int from) {
        long difference = 0;
        int end = opFrom[leaf] + opCount[leaf];
        for (int op = opFrom[leaf]; op < end; op++) {
            int at = from + opHome[op];
            long before = state[at];
            long after = before & opClear[op] | opSet[op];
            difference |= before ^ after;
            state[at] = after;
        }
        return difference != 0;
    }

    int leaves() {
        return leafCount;
    }

    long bytes() {
        return 4L * pool.length + 16L * flags.length + 20L * opHome.length;
    }
}

package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * The combining tree of a big domain: the leaves are many CPUs' each, and one level above them is the root. Whoever asks for a
 * grace period writes its number on the way up and stops where it stands already.
 */
public final class SrcuTree {
    /** {@code SRCU_SNP_INIT_SEQ}: no number at all. */
    static final long NO_NUMBER = 2;

    private final List<Node> nodes = new ArrayList<>();         // the root first, as a breadth-first walk has them
    private final Node stale;                                   // null: the tree had its shape before any domain was set up
    private final int firstLeaf;
    private final int perLeaf;

    /** struct srcu_node. */
    static final class Node {
        final int index;
        final int parent;               // index; -1 for the root
        final int lowest;
        final int highest;
        final SpinLock lock;
        final Word[] haveCbs = new Word[4];
        final Word[] dataHaveCbs = new Word[4];
        final Word neededExp;

        private Node(Machine machine, int index, int parent, int lowest, int highest) {
            this.index = index;
            this.parent = parent;
            this.lowest = lowest;
            this.highest = highest;
            Struct struct = machine.memory().struct("srcu_node[" + index + "]");
            lock = machine.spinLock("srcu_node[" + index + "].lock");
            for (int i = 0; i < 4; i++) {
                haveCbs[i] = struct.word("srcu_have_cbs[" + i + "]", Range.upTo(Long.MAX_VALUE / 4));
                dataHaveCbs[i] = struct.word("srcu_data_have_cbs[" + i + "]", Range.FULL);
            }
            neededExp = struct.word("srcu_gp_seq_needed_exp", Range.upTo(Long.MAX_VALUE / 4));
        }

        /** srcu_invl_snp_seq(), and whether the number there is less than {@code number}. */
        static boolean isBefore(long there, long number) {
            return there == NO_NUMBER || SrcuSeq.less(there, number);
        }
    }

    /** @param hasStale whether CPUs may be hung to a leaf of a shape that the tree no longer has */
    SrcuTree(Machine machine, int cpus, int perLeaf, boolean hasStale) {
        this.perLeaf = perLeaf;
        int leaves = (cpus + perLeaf - 1) / perLeaf;
        firstLeaf = leaves == 1 ? 0 : 1;
        if (leaves > 1) nodes.add(new Node(machine, 0, -1, 0, cpus - 1));
        for (int leaf = 0; leaf < leaves; leaf++) {
            nodes.add(new Node(machine, firstLeaf + leaf, leaves == 1 ? -1 : 0, leaf * perLeaf, Math.min(cpus, (leaf + 1) * perLeaf) - 1));
        }
        stale = hasStale ? new Node(machine, nodes.size(), leaves == 1 ? -1 : 0, 0, cpus - 1) : null;
    }

    /** Nodes that a domain on so many CPUs has. */
    static int count(int cpus, int perLeaf) {
        int leaves = (cpus + perLeaf - 1) / perLeaf;
        return leaves == 1 ? 1 : leaves + 1;
    }

    List<Node> nodes() {
        return nodes;
    }

    Node node(int index) {
        return index == nodes.size() ? stale : nodes.get(index);
    }

    /** The leaf that a CPU was hung to while the tree had another shape; no walk comes by. */
    Node staleLeaf() {
        return stale;
    }

    boolean isLeaf(Node node) {
        return node.index >= firstLeaf;
    }

    Node leafOf(int cpu) {
        return nodes.get(firstLeaf + cpu / perLeaf);
    }

    /** As kcalloc() and init_srcu_struct_nodes() leave them. */
    void init() {
        for (Node node : nodes) {
            for (Word word : node.haveCbs) word.set(NO_NUMBER);
            for (Word word : node.dataHaveCbs) word.set(0);
            node.neededExp.set(NO_NUMBER);
        }
        if (stale == null) return;
        for (Word word : stale.haveCbs) word.set(NO_NUMBER);
        stale.neededExp.set(NO_NUMBER);
    }
}

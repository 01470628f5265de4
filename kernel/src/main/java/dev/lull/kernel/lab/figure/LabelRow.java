package dev.lull.kernel.lab.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places labels of one line beside each other, each as near to what it names as the others allow, none on another. */
public final class LabelRow {

    /** A label placed: its index in the order given, its left edge and its width. */
    public record Placed(int index, double left, double width) {
        /** The label's right edge. */
        public double right() {
            return left + width;
        }
    }

    private LabelRow() {}

    /**
     * The left edges for labels centred, if it can be, on {@code anchors}, within {@code from}..{@code to}. Labels that
     * find no room are left out, the last given first.
     */
    public static List<Placed> place(double[] anchors, double[] widths, double gap, double from, double to) {
        int fitting = anchors.length;
        double needed = -gap;
        for (int i = 0; i < anchors.length; i++) {
            needed += widths[i] + gap;
            if (needed > to - from) {
                fitting = i;
                break;
            }
        }
        List<Placed> row = new ArrayList<>();
        for (int i = 0; i < fitting; i++) {
            row.add(new Placed(i, clamp(anchors[i] - widths[i] / 2, from, to - widths[i]), widths[i]));
        }
        row.sort(Comparator.comparingDouble((Placed p) -> anchors[p.index()]).thenComparingInt(Placed::index));
        return spread(row, anchors, gap, from, to);
    }

    /** Joins labels that touch into blocks, and puts each block where its labels are least displaced. */
    private static List<Placed> spread(List<Placed> row, double[] anchors, double gap, double from, double to) {
        record Block(List<Placed> members, double left, double width) {}
        List<Block> blocks = new ArrayList<>();
        for (Placed label : row) {
            Block block = new Block(List.of(label), label.left(), label.width());
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).left() + blocks.get(blocks.size() - 1).width() + gap
                    > block.left()) {
                Block before = blocks.remove(blocks.size() - 1);
                List<Placed> members = new ArrayList<>(before.members());
                members.addAll(block.members());
                double width = before.width() + gap + block.width();
                double wanted = 0;
                double offset = 0;
                for (Placed member : members) {
                    wanted += anchors[member.index()] - member.width() / 2 - offset;
                    offset += member.width() + gap;
                }
                block = new Block(members, clamp(wanted / members.size(), from, to - width), width);
            }
            blocks.add(block);
        }
        List<Placed> placed = new ArrayList<>();
        for (Block block : blocks) {
            double left = block.left();
            for (Placed member : block.members()) {
                placed.add(new Placed(member.index(), left, member.width()));
                left += member.width() + gap;
            }
        }
        return placed;
    }

    private static double clamp(double value, double from, double to) {
        return Math.max(from, Math.min(value, to));
    }
}

package dev.lull.kernel.lab.table;

import java.util.List;

/**
 * What happened, step by step, with a column for each context that acts: who stands in whose way is seen from where the
 * lines begin, as in the two columns "CPU 0" and "CPU 1" of a commit message. A step says what it did, what it read that
 * somebody else had written, and what it wrote.
 *
 * @param title     above the table; may be empty
 * @param contexts  the columns, from left to right
 * @param steps     the rows
 * @param loopsFrom index of the step from which on they repeat for ever; -1 when they do not
 */
public record StepColumns(String title, List<String> contexts, List<Step> steps, int loopsFrom) {

    /** The column of what comes from outside and is nobody's: a jiffy passes. */
    public static final int OUTSIDE = -1;

    /**
     * One row.
     *
     * @param column who acts: a position among the contexts, or {@link #OUTSIDE}
     * @param does   what is done: labels, or words
     * @param reads  what was read and matters, with its value
     * @param writes what was changed, old value and new
     * @param inside the single steps, where this row is several of them
     */
    public record Step(int column, String does, List<String> reads, List<String> writes, List<Step> inside) {
        /** Keeps copies. */
        public Step {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
            inside = List.copyOf(inside);
        }
    }

    /** Checks that every step stands in a column. */
    public StepColumns {
        contexts = List.copyOf(contexts);
        steps = List.copyOf(steps);
        for (Step step : steps) {
            if (step.column() < OUTSIDE || step.column() >= contexts.size()) {
                throw new IllegalArgumentException("A step stands in column " + step.column() + ", but the columns are " + contexts
                        + ". Give 0 to " + (contexts.size() - 1) + ", or OUTSIDE.");
            }
        }
    }

    /** The table for a terminal or a mail: at most 100 columns wide. */
    public String asText() {
        return StepColumnsText.of(this);
    }

    /** The table for a notebook; a row that is several steps unfolds. */
    public String asHtml() {
        return StepColumnsHtml.of(this);
    }

    @Override public String toString() {
        return asText();
    }
}

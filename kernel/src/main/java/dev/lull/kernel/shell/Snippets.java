package dev.lull.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Divides a cell into the pieces that JShell takes one at a time. */
final class Snippets {
    private Snippets() {}

    /**
     * One piece of a cell.
     *
     * @param start  where it begins in the cell
     * @param source what JShell is given; may end in a semicolon that the cell lacks
     * @param whole  false when no way of going on would make it Java
     * @param quiet  true when it ends in a semicolon or assigns something, and so wants nothing shown
     * @param added  where the source has something that the cell lacks; null for nowhere
     */
    record Piece(int start, String source, boolean whole, boolean quiet, Added added) {
        Piece(int start, String source, boolean whole, boolean quiet) {
            this(start, source, whole, quiet, null);
        }

        /** The same with something more at a position of its source. */
        Piece with(int position, String text) {
            return new Piece(start, source.substring(0, position) + text + source.substring(position), whole, quiet, new Added(position, text.length()));
        }

        /** The position in the cell of a position in the source. */
        int inCell(int position) {
            return start + (added == null || position < added.position ? position : Math.max(added.position, position - added.length));
        }
    }

    /** A stretch of a piece's source that stands nowhere in the cell. */
    record Added(int position, int length) {}

    /** What is perhaps a single piece: all of a cell that has one line. */
    static Optional<Piece> ofOneLine(String cell) {
        int start = CellText.skipBlanks(cell, 0);
        return start == cell.length() || cell.strip().indexOf('\n') >= 0
                ? Optional.empty() : Optional.of(new Piece(start, cell.substring(start), true, endsQuietly(cell.substring(start))));
    }

    /**
     * The pieces; after one that is not whole there are no more.
     *
     * @param enough when to look for no more, since nobody will run them
     */
    static List<Piece> of(String cell, Grammar grammar, BooleanSupplier enough) {
        List<Piece> pieces = new ArrayList<>();
        int start = CellText.skipBlanks(cell, 0);
        while (start < cell.length() && !(pieces.size() > 1 && enough.getAsBoolean())) {
            First first = First.of(cell.substring(start), grammar);
            CompletionInfo info = first.info();
            if (info.completeness() == Completeness.EMPTY) {
                return pieces;
            }
            if (!first.isWhole()) {
                pieces.add(new Piece(start, cell.substring(start), false, true));
                return pieces;
            }
            int end = start + first.end();
            pieces.add(new Piece(start, info.source(), true, endsQuietly(cell.substring(start, end))));
            start = CellText.skipBlanks(cell, end);
        }
        return pieces;
    }

    /**
     * What a text begins with. JShell looks through all of a text to find its first piece, at a cost that grows with the square of
     * a cell's length; so it is first shown a few lines, which will do if there is something of the next piece among them.
     */
    private record First(CompletionInfo info, int end) {
        private static final int CHARS = 400;
        private static final int MORE = 8;

        static First of(String text, Grammar grammar) {
            for (int chars = CHARS; chars < text.length(); chars *= MORE) {
                First first = among(text.substring(0, text.lastIndexOf('\n', chars) + 1), grammar);
                String next = first.info().remaining();
                if (first.isWhole() && CellText.skipBlanks(next, 0) < next.length()) {
                    return first;
                }
            }
            return among(text, grammar);
        }

        private static First among(String text, Grammar grammar) {
            CompletionInfo info = grammar.analyzeCompletion(text);
            return new First(info, text.length() - info.remaining().length());
        }

        boolean isWhole() {
            return info.completeness() == Completeness.COMPLETE || info.completeness() == Completeness.COMPLETE_WITH_SEMI;
        }
    }

    private static boolean endsQuietly(String text) {
        return CellText.lastOfCode(text) == ';' || CellText.isAssignment(text);
    }
}

package dev.lull.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;
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

    /** The pieces; after one that is not whole there are no more. */
    static List<Piece> of(String cell, SourceCodeAnalysis analysis) {
        List<Piece> pieces = new ArrayList<>();
        int start = CellText.skipBlanks(cell, 0);
        while (start < cell.length()) {
            String rest = cell.substring(start);
            CompletionInfo info = analysis.analyzeCompletion(rest);
            if (info.completeness() == Completeness.EMPTY) {
                return pieces;
            }
            if (info.completeness() != Completeness.COMPLETE && info.completeness() != Completeness.COMPLETE_WITH_SEMI) {
                pieces.add(new Piece(start, rest, false, true));
                return pieces;
            }
            int end = cell.length() - info.remaining().length();
            pieces.add(new Piece(start, info.source(), true, endsQuietly(cell.substring(start, end))));
            start = CellText.skipBlanks(cell, end);
        }
        return pieces;
    }

    private static boolean endsQuietly(String text) {
        return CellText.lastOfCode(text) == ';' || CellText.isAssignment(text);
    }
}

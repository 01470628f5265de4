package dev.lull.kernel.shell;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sealed type permits the subtypes that stand in its file, without saying so; for whoever writes a cell that is the cell. JShell
 * compiles each of its pieces as a file of its own, and so finds a sealed type without any: it is told who they are.
 */
final class SealedTypes {
    private static final Pattern SEALED = Pattern.compile("(?<![-\\w])sealed\\b.*\\b(?:class|interface)\\s+(\\w+)", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)(.*)", Pattern.DOTALL);
    private static final Pattern SUPERTYPES = Pattern.compile("\\b(?:extends|implements)\\b(.*)", Pattern.DOTALL);
    private static final Pattern TYPE_ARGUMENTS = Pattern.compile("<[^<>]*>");

    private SealedTypes() {}

    /** The pieces of a cell, those that are sealed with the subtypes among the others. */
    static List<Snippets.Piece> mended(List<Snippets.Piece> pieces) {
        return pieces.size() == 1 ? pieces : pieces.stream().map(piece -> mended(piece, pieces)).toList();
    }

    private static Snippets.Piece mended(Snippets.Piece piece, List<Snippets.Piece> cell) {
        String head = piece.source().contains("sealed") ? CellText.headOf(piece.source()) : "";
        Matcher sealed = SEALED.matcher(head);
        if (!sealed.find() || NamesInText.of(head).contains("permits")) {
            return piece;
        }
        String subtypes = cell.stream().flatMap(other -> subtype(CellText.headOf(other.source()), sealed.group(1)).stream()).collect(Collectors.joining(", "));
        return subtypes.isEmpty() ? piece : piece.with(head.length(), " permits " + subtypes + " ");
    }

    /** The name of the type that begins in this way, if it is a direct subtype of another. */
    private static Optional<String> subtype(String head, String of) {
        Matcher type = TYPE.matcher(head);
        if (!type.find()) {
            return Optional.empty();
        }
        String rest = type.group(2);
        for (String less = ""; !less.equals(rest); ) {
            less = rest;
            rest = TYPE_ARGUMENTS.matcher(rest).replaceAll("");
        }
        Matcher supertypes = SUPERTYPES.matcher(rest);
        return supertypes.find() && NamesInText.of(supertypes.group(1)).contains(of) ? Optional.of(type.group(1)) : Optional.empty();
    }
}

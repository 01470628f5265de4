package dev.lull.kernel.shell;

import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.TypeDeclSnippet;

/**
 * A class of the session and an import by the same simple name. JShell takes both, and from then on refuses every cell,
 * whatever is in it; so the later takes the place of the earlier.
 */
final class Namesakes {
    private Namesakes() {}

    /** The older snippet, if there is one, that the newer cannot live with. */
    static Optional<PersistentSnippet> of(Snippet newer, JShell jshell) {
        Optional<String> name = simpleName(newer);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Stream<? extends PersistentSnippet> others = newer instanceof TypeDeclSnippet ? jshell.imports() : jshell.types();
        return others.filter(other -> simpleName(other).equals(name)).map(PersistentSnippet.class::cast).findFirst();
    }

    /** The simple name to which a snippet gives a meaning as a class, if it does. */
    static Optional<String> simpleName(Snippet snippet) {
        if (snippet instanceof ImportSnippet imported) {
            boolean single = imported.subKind() == SubKind.SINGLE_TYPE_IMPORT_SUBKIND || imported.subKind() == SubKind.SINGLE_STATIC_IMPORT_SUBKIND;
            return single ? Optional.of(imported.fullname().substring(imported.fullname().lastIndexOf('.') + 1)) : Optional.empty();
        }
        return snippet instanceof TypeDeclSnippet type ? Optional.of(type.name()) : Optional.empty();
    }

    /** What the user should know of it. */
    static String note(PersistentSnippet older) {
        String name = simpleName(older).orElseThrow();
        return older instanceof ImportSnippet imported
                ? "Note: " + name + " is the class of this cell now, no longer " + imported.fullname() + ".\n"
                : "Note: " + name + " is what this cell imports now; the session's own class of that name is gone.\n";
    }
}

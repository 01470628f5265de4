package dev.lull.kernel.shell;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * All snippets that JShell has ever seen. It keeps those that it refused and those that others have replaced, too, and with
 * every error the compiler's trees of the whole piece. There is no call for making it forget; so this opens the
 * collections, where the launcher allows it ({@code Add-Opens} in the manifest), and elsewhere does nothing.
 */
final class SnippetsOfJShell {
    private final JShell jshell;
    private final Set<?> all;
    private final Field diagnostics;

    SnippetsOfJShell(JShell jshell) {
        this.jshell = jshell;
        Set<?> found = new HashSet<>();
        Field field = null;
        if (JShell.class.getModule().isOpen("jdk.jshell", SnippetsOfJShell.class.getModule())) {
            try {
                Object maps = SharedCompiler.opened(JShell.class, "maps").get(jshell);
                found = (Set<?>) SharedCompiler.opened(maps.getClass(), "snippets").get(maps);
                field = SharedCompiler.opened(Snippet.class, "diagnostics");
            } catch (ReflectiveOperationException | ClassCastException anotherJdk) {
                field = null;
            }
        }
        all = found;
        diagnostics = field;
    }

    /** These have been told of: what they said is dropped, and those are forgotten that can never be used again. */
    void tidy(Collection<Snippet> toldOf) {
        List<Snippet> dead = new ArrayList<>();
        for (Snippet snippet : toldOf) {
            switch (jshell.status(snippet)) {
                case VALID -> dropDiagnostics(snippet);
                case REJECTED, OVERWRITTEN, DROPPED, NONEXISTENT -> {
                    dropDiagnostics(snippet);
                    dead.add(snippet);
                }
                case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> { }        // may be told of again
            }
        }
        dead.forEach(all::remove);
    }

    private void dropDiagnostics(Snippet snippet) {
        try {
            if (diagnostics != null && diagnostics.get(snippet) instanceof Collection<?> said) {
                said.clear();
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError("opened above", e);
        }
    }

    /** How many JShell lists. */
    int size() {
        return all.size();
    }
}

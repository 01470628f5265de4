package dev.lull.kernel.shell;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/**
 * The imports that a session begins with. Each costs JShell a few compilations: so they are made one by one, when nobody
 * waits; those that are still to come count already.
 */
final class StartImports {
    private final JShell jshell;
    private final Deque<String> toCome = new ArrayDeque<>();

    /** Those of these imports that there are. */
    StartImports(JShell jshell, List<String> imports, ClassLoader loader) {
        this.jshell = jshell;
        imports.stream().filter(imported -> isThere(imported, loader)).forEach(toCome::add);
    }

    /** A static import names a class; JShell need not be asked about one that is not there. */
    private static boolean isThere(String imported, ClassLoader loader) {
        if (!imported.startsWith("static ")) {
            return true;
        }
        String type = imported.substring("static ".length(), imported.lastIndexOf('.')).strip();
        return loader.getResource(type.replace('.', '/') + ".class") != null;
    }

    /** What JShell does not know of yet. */
    Collection<String> toCome() {
        return toCome;
    }

    /** Makes the next; what came of it is empty when there are no more. */
    List<SnippetEvent> makeNext() {
        String next = toCome.poll();
        return next == null ? List.of() : jshell.eval("import " + next + ";");
    }
}

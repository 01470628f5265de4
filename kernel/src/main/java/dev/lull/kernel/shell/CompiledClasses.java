package dev.lull.kernel.shell;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;

/**
 * What JShell has compiled so far. It lists every class that it ever compiled to its compiler with every snippet, those
 * of expressions long gone as well, so that after ten thousand cells an expression costs several times what the first
 * did. There is no call for making it forget; so this opens the one map, where the launcher allows it
 * ({@code Add-Opens} in the manifest), and elsewhere does nothing.
 */
final class CompiledClasses {
    private static final Pattern NAME = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)([A-Z]*)(?:\\$.*)?");

    private final Map<?, ?> compiled;
    private final Map<String, Set<String>> bySnippet = new HashMap<>();
    private final Map<String, String> generations = new HashMap<>();

    CompiledClasses(JShell jshell) {
        compiled = mapIn(jshell);
    }

    private static Map<?, ?> mapIn(JShell jshell) {
        if (!JShell.class.getModule().isOpen("jdk.jshell", CompiledClasses.class.getModule())) {
            return new HashMap<>();
        }
        try {
            return (Map<?, ?>) read(read(read(jshell, "taskFactory"), "fileManager"), "classObjects");
        } catch (ReflectiveOperationException | ClassCastException anotherJdk) {
            return new HashMap<>();
        }
    }

    private static Object read(Object from, String name) throws ReflectiveOperationException {
        Field field = from.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(from);
    }

    /** A class has been loaded; former versions of the same snippet's are needed no more. */
    void loaded(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return;
        }
        String snippet = parts.group(1);
        if (!parts.group(2).equals(generations.put(snippet, parts.group(2)))) {
            removeAllOf(snippet);
        }
        bySnippet.computeIfAbsent(snippet, s -> new HashSet<>()).add(name);
    }

    /** Nothing that is still to come refers to this snippet. */
    void forget(String snippet) {
        removeAllOf(snippet);
        generations.remove(snippet);
    }

    private void removeAllOf(String snippet) {
        Set<String> names = bySnippet.remove(snippet);
        if (names != null) {
            compiled.keySet().removeAll(names);
        }
    }

    /** Takes a class and those inside it out of JShell's memory: their names and what they are made of. */
    Map<String, byte[]> take(String outermost) {
        Map<String, byte[]> taken = new HashMap<>();
        Iterator<? extends Map.Entry<?, ?>> classes = namedFrom(outermost).entrySet().iterator();
        while (classes.hasNext()) {
            Map.Entry<?, ?> next = classes.next();
            String name = (String) next.getKey();
            if (name.equals(outermost) || name.startsWith(outermost + "$")) {
                taken.put(name, bytesOf(next.getValue()));
                classes.remove();
            } else if (compiled instanceof NavigableMap && !name.startsWith(outermost)) {
                break;
            }
        }
        return taken;
    }

    /** JShell keeps them in alphabetical order. */
    @SuppressWarnings("unchecked")
    private Map<?, ?> namedFrom(String first) {
        return compiled instanceof NavigableMap<?, ?> sorted ? ((NavigableMap<String, ?>) sorted).tailMap(first, true) : compiled;
    }

    private static byte[] bytesOf(Object file) {
        try {
            Method bytes = file.getClass().getDeclaredMethod("getBytes");
            bytes.setAccessible(true);
            return (byte[]) bytes.invoke(file);
        } catch (ReflectiveOperationException anotherJdk) {
            throw new IllegalStateException("this JDK keeps compiled classes in a way unknown to Lull", anotherJdk);
        }
    }

    /** How many classes JShell lists. */
    int size() {
        return compiled.size();
    }
}

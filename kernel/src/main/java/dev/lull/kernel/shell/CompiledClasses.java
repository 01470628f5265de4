package dev.lull.kernel.shell;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import jdk.jshell.JShell;

/**
 * What JShell has compiled so far. It lists every class that it ever compiled to its compiler with every snippet, those
 * of expressions long gone as well, so that after ten thousand cells an expression costs several times what the first
 * did; and it keeps the text that each was made of. There is no call for making it forget; so this opens the maps, where the
 * launcher allows it ({@code Add-Opens} in the manifest), and elsewhere does nothing.
 */
final class CompiledClasses {
    private static final String PACKAGE = "REPL.";
    private static final String PREFIX = PACKAGE + "$JShell$";
    /** Of so many that are gone it is remembered where their lines come from: threads and lambdas may still be in them. */
    private static final int GONE_MAX = 100;

    private Map<?, ?> compiled = new HashMap<>();
    private Map<?, ?> texts = new HashMap<>();
    private Map<?, ?> loaded = new HashMap<>();
    private final Set<String> gone = new LinkedHashSet<>();

    CompiledClasses(JShell jshell) {
        if (JShell.class.getModule().isOpen("jdk.jshell", CompiledClasses.class.getModule())) {
            try {
                compiled = (Map<?, ?>) read(jshell, "taskFactory", "fileManager", "classObjects");
                texts = (Map<?, ?>) read(jshell, "outerMap", "classOuters");
                loaded = (Map<?, ?>) read(jshell, "classTracker", "map");
            } catch (ReflectiveOperationException | ClassCastException anotherJdk) {
                texts = new HashMap<>();
            }
        }
    }

    private static Object read(Object from, String... names) throws ReflectiveOperationException {
        Object found = from;
        for (String name : names) {
            found = SharedCompiler.opened(found.getClass(), name).get(found);
        }
        return found;
    }

    /** Only these are still needed, with those inside them. */
    void keepOnly(Set<String> alive) {
        compiled.keySet().removeIf(name -> !alive.contains(outermost((String) name)));
        loaded.keySet().removeIf(name -> !alive.contains(outermost((String) name)));
        texts.keySet().stream().map(name -> (String) name).filter(name -> !alive.contains(PACKAGE + name)).forEach(gone::add);
        Iterator<String> oldest = gone.iterator();
        for (int tooMany = gone.size() - GONE_MAX; tooMany > 0; tooMany--) {
            texts.remove(oldest.next());
            oldest.remove();
        }
    }

    private static String outermost(String name) {
        int end = name.startsWith(PREFIX) ? name.indexOf('$', PREFIX.length()) : -1;
        return end < 0 ? name : name.substring(0, end);
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

    /** Of how many classes JShell keeps the text. */
    int texts() {
        return texts.size();
    }
}

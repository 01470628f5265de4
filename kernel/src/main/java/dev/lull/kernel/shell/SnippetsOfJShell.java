package dev.lull.kernel.shell;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/**
 * All snippets that JShell has ever seen. It keeps those that it refused, those that others have replaced and those that were
 * to run once, too, each with its whole text in its wrappings and with the compiler's trees of every error; and into every
 * text that it compiles it imports every declaration there is. There is no call for making it forget, or look away; so this
 * opens the collections, where the launcher allows it ({@code Add-Opens} in the manifest), and elsewhere does nothing.
 */
final class SnippetsOfJShell {
    /** So many that are alive may be looked at for each that has died. */
    private static final int LOOKED_AT = 32;

    private final JShell jshell;
    private final CompiledClasses compiled;
    private final Map<Integer, Snippet> hidden = new HashMap<>();
    private Set<Snippet> all = new HashSet<>();
    private List<Snippet> byIndex = new ArrayList<>();
    private Map<String, Set<Integer>> users = new HashMap<>();
    private List<Map<?, ?>> keysByName = List.of();
    private Object maps;
    private Method mapUses;
    private Method keyOf;
    private Field diagnostics;
    private int died;

    SnippetsOfJShell(JShell jshell, CompiledClasses compiled) {
        this.jshell = jshell;
        this.compiled = compiled;
        if (JShell.class.getModule().isOpen("jdk.jshell", SnippetsOfJShell.class.getModule())) {
            try {
                open();
            } catch (ReflectiveOperationException | ClassCastException anotherJdk) {
                diagnostics = null;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void open() throws ReflectiveOperationException {
        maps = SharedCompiler.opened(JShell.class, "maps").get(jshell);
        mapUses = maps.getClass().getDeclaredMethod("mapDependencies", Snippet.class);
        mapUses.setAccessible(true);
        keyOf = Snippet.class.getDeclaredMethod("key");
        keyOf.setAccessible(true);
        Object keyMap = SharedCompiler.opened(JShell.class, "keyMap").get(jshell);
        List<Map<?, ?>> keys = new ArrayList<>();
        for (String kind : List.of("classMap", "methodMap", "varMap", "importMap")) {
            keys.add((Map<?, ?>) SharedCompiler.opened(keyMap.getClass(), kind).get(keyMap));
        }
        Set<Snippet> snippets = (Set<Snippet>) SharedCompiler.opened(maps.getClass(), "snippets").get(maps);
        List<Snippet> indexed = (List<Snippet>) SharedCompiler.opened(maps.getClass(), "keyIndexToSnippet").get(maps);
        users = (Map<String, Set<Integer>>) SharedCompiler.opened(maps.getClass(), "dependencies").get(maps);
        diagnostics = SharedCompiler.opened(Snippet.class, "diagnostics");
        all = snippets;
        byIndex = indexed;
        keysByName = keys;
    }

    /** These have been told of: what they said is dropped, and those are forgotten that can never be used again. */
    void tidy(Collection<Snippet> toldOf) {
        if (diagnostics == null) {
            return;
        }
        try {
            for (Snippet snippet : toldOf) {
                tidy(snippet);
            }
            if (died * LOOKED_AT > all.size()) {
                died = 0;
                forgetWhatTheDeadLeft();
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError("opened above, and JShell's own", e);
        }
    }

    private void tidy(Snippet snippet) throws IllegalAccessException, InvocationTargetException {
        switch (jshell.status(snippet)) {
            case VALID -> {
                dropDiagnostics(snippet);
                if (!snippet.kind().isPersistent()) {       // it has run, and cannot be meant by any other
                    bury(snippet);
                }
            }
            case REJECTED, OVERWRITTEN, DROPPED, NONEXISTENT -> {
                dropDiagnostics(snippet);
                bury(snippet);
            }
            case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> { }        // may be told of again
        }
    }

    private void dropDiagnostics(Snippet snippet) throws IllegalAccessException {
        if (diagnostics.get(snippet) instanceof Collection<?> said) {
            said.clear();
        }
    }

    /** Its name gets a new number, should it come again, since JShell tries all classes of a number until it finds one that is free. */
    private void bury(Snippet snippet) throws IllegalAccessException, InvocationTargetException {
        if (!all.remove(snippet)) {
            return;
        }
        died++;
        int index = Integer.parseInt(snippet.id());
        if (byIndex.get(index) == snippet) {
            byIndex.set(index, null);
            Object key = keyOf.invoke(snippet);
            keysByName.forEach(keys -> keys.values().remove(key));
        }
    }

    private void forgetWhatTheDeadLeft() throws IllegalAccessException, InvocationTargetException {
        Set<String> alive = new HashSet<>();
        users.clear();
        for (Snippet snippet : all) {
            mapUses.invoke(maps, snippet);
            alive.add(jshell.sourceCodeAnalysis().wrapper(snippet).fullClassName());
        }
        compiled.keepOnly(alive);
    }

    /**
     * Evaluates a text while JShell sees only what that can have to do with. JDK 17's JShell compiles overloads apart, where a
     * method hides those of its name that are imported, unless it knows that the others use it; so it is told that they do,
     * and looks for those who use a method when it turns from a good one, if only an empty one, into one that does not compile.
     */
    List<SnippetEvent> eval(String source) {
        List<SnippetEvent> events = about(source, () -> jshell.eval(source));
        if (!(events.get(0).snippet() instanceof MethodSnippet method) || jshell.status(method) == Status.VALID) {
            return events;
        }
        Set<Integer> overloads = usedOverloadsOf(method);
        if (users.getOrDefault(method.name(), Set.of()).containsAll(overloads)) {
            return events;
        }
        List<Snippet> toldOf = new ArrayList<>(List.of(method));
        about(source, () -> jshell.eval(CellText.withoutBody(source))).forEach(event -> toldOf.add(event.snippet()));
        users.computeIfAbsent(method.name(), name -> new HashSet<>()).addAll(overloads);
        List<SnippetEvent> again = about(source, () -> jshell.eval(source));
        tidy(toldOf);
        return again;
    }

    private Set<Integer> usedOverloadsOf(MethodSnippet method) {
        Set<Integer> overloads = new HashSet<>();
        if (NamesInText.of(CellText.bodyOf(method.source())).contains(method.name())) {
            for (int i = 0; i < byIndex.size(); i++) {
                if (byIndex.get(i) instanceof MethodSnippet other && other != method && other.name().equals(method.name()) && jshell.status(other).isActive()) {
                    overloads.add(i);
                }
            }
        }
        return overloads;
    }

    /** Asks JShell something about a text while it sees no declarations but those that the text can have to do with. */
    <T> T about(String text, Supplier<T> question) {
        return hiding(new Concerned(byIndex, users).notBy(text), question);
    }

    /** The same about a text that somebody is writing. */
    <T> T aboutBeginning(String text, Supplier<T> question) {
        return hiding(new Concerned(byIndex, users).notByBeginning(text), question);
    }

    private <T> T hiding(Map<Integer, Snippet> unconcerned, Supplier<T> question) {
        hidden.putAll(unconcerned);
        hidden.keySet().forEach(index -> byIndex.set(index, null));
        try {
            return question.get();
        } finally {
            showAll();
        }
    }

    /** JShell sees all declarations again, for somebody who comes in the middle of a question. */
    void showAll() {
        hidden.forEach(byIndex::set);
        hidden.clear();
    }

    /** How many JShell lists. */
    int size() {
        return all.size();
    }
}

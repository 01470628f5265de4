package dev.lull.kernel.shell;

import com.sun.source.util.JavacTask;
import java.io.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.tools.DiagnosticCollector;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import jdk.jshell.JShell;

/**
 * JShell's own compiler, which is warm and knows all that JShell has compiled. JShell offers no way to it; so this opens
 * the one field, where the launcher allows it ({@code Add-Opens} and {@code Add-Exports} in the manifest).
 */
final class SharedCompiler {
    /** Ours, for JShell: javac's bare note that something somewhere is deprecated tells nobody what. */
    static final String LINT = "-Xlint:deprecation";
    /** Those with which JShell makes classes: what it learns, and forgets, in doing so holds for us as well. */
    private static final List<String> OPTIONS = List.of("-Xlint:unchecked,-strictfp", "-proc:none", "-parameters", LINT);

    private final Object tasks;
    private final Field poolOfTasks;
    private final Field idle;
    private final JavaFileManager files;
    private final Method getTask;
    private final Class<?> worker;
    private final Method compileOfJShell;
    private final Class<?> workerOfJShell;
    private int compilations;

    private SharedCompiler(JShell jshell) throws ReflectiveOperationException {
        tasks = opened(jshell.getClass(), "taskFactory").get(jshell);
        files = (JavaFileManager) opened(tasks.getClass(), "fileManager").get(tasks);
        poolOfTasks = opened(tasks.getClass(), "javacTaskPool");
        Class<?> pool = poolOfTasks.getType();
        idle = opened(pool, "options2Contexts");
        worker = Class.forName(pool.getName() + "$Worker", false, pool.getClassLoader());
        getTask = pool.getMethod("getTask", Writer.class, JavaFileManager.class, DiagnosticListener.class,
                Iterable.class, Iterable.class, Iterable.class, worker);
        getTask.setAccessible(true);
        workerOfJShell = Class.forName(tasks.getClass().getName() + "$Worker", false, tasks.getClass().getClassLoader());
        compileOfJShell = tasks.getClass().getMethod("compile", Collection.class, workerOfJShell);
        compileOfJShell.setAccessible(true);
    }

    /** The compiler of this JShell; empty where it cannot be had. */
    static Optional<SharedCompiler> of(JShell jshell) {
        try {
            return Optional.of(new SharedCompiler(jshell));
        } catch (ReflectiveOperationException | RuntimeException anotherJdkOrNotAllowed) {
            return Optional.empty();
        }
    }

    /** A field that JShell keeps to itself, opened. */
    static Field opened(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /**
     * Does something with a task for one class, and with what the compiler has to say.
     *
     * @return what the work returns; empty when this JShell makes its classes in a way that we do not know, and when the
     *     compiler itself fails
     */
    <T> Optional<T> compile(String className, String source, BiFunction<JavacTask, DiagnosticCollector<JavaFileObject>, T> work) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        compilations++;
        try {
            Object pool = poolOfTasks.get(tasks);
            if (!isReady(pool)) {
                begin();
            }
            if (!isReady(pool)) {
                return Optional.empty();
            }
            Object doTheWork = Proxy.newProxyInstance(worker.getClassLoader(), new Class<?>[] {worker},
                    (proxy, method, arguments) -> work.apply((JavacTask) arguments[0], said));
            @SuppressWarnings("unchecked")
            T result = (T) getTask.invoke(pool, null, files, said, OPTIONS, null, List.of(new Source(className, source)), doTheWork);
            return Optional.ofNullable(result);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return Optional.empty();        // the compiler has stumbled over it
        } catch (IllegalAccessException e) {
            throw new AssertionError("opened above", e);
        }
    }

    /** How many texts it was given. */
    int compilations() {
        return compilations;
    }

    /** Lets go of the compiler, which remembers something of each text that it has ever read; the next one begins anew. */
    void forget() {
        try {
            Object pool = poolOfTasks.get(tasks);
            if (pool != null) {
                synchronized (pool) {       // as its own methods do
                    ((Map<?, ?>) idle.get(pool)).clear();
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError("opened above", e);
        }
    }

    private boolean isReady(Object pool) throws IllegalAccessException {
        return ((Map<?, ?>) idle.get(pool)).get(OPTIONS) instanceof Collection<?> ready && !ready.isEmpty();
    }

    /** Has JShell begin to compile nothing at all, since it makes the compiler in its own way when it first needs one. */
    private void begin() throws IllegalAccessException, InvocationTargetException {
        Object makeTheCompiler = Proxy.newProxyInstance(workerOfJShell.getClassLoader(), new Class<?>[] {workerOfJShell}, (proxy, method, arguments) -> {
            JavacTask task = (JavacTask) opened(arguments[0].getClass().getSuperclass(), "task").get(arguments[0]);
            return task.getElements();
        });
        compileOfJShell.invoke(tasks, List.of(), makeTheCompiler);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

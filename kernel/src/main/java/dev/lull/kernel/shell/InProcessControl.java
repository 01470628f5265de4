package dev.lull.kernel.shell;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jshell.spi.ExecutionControl;

/**
 * JShell's execution engine in this process: loads woven classes and hands each call to whoever runs cells, keeping the
 * live result, since what JShell itself returns is only a text.
 */
final class InProcessControl implements ExecutionControl {
    private final SessionLoader loader;
    private final CodeRunner runner;
    private final Consumer<String> onLoad;
    private CellRunner.End lastEnd;
    private CellRunner.End foregone;
    private boolean lastWasVoid;
    private Object lastVariable;

    /** Runs a snippet's code somewhere and says how it ended. */
    interface CodeRunner {
        CellRunner.End run(Callable<Object> code);
    }

    InProcessControl(SessionLoader loader, CodeRunner runner, Consumer<String> onLoad) {
        this.onLoad = onLoad;
        this.loader = loader;
        this.runner = runner;
    }

    /** How the last call ended; null when there was none since {@link #forgetLast}. */
    CellRunner.End lastEnd() {
        return lastEnd;
    }

    /** Whether the last call was of a snippet that yields nothing, not even null. */
    boolean lastWasVoid() {
        return lastWasVoid;
    }

    /** The value of the variable that JShell asked for last. */
    Object lastVariable() {
        return lastVariable;
    }

    /** No result is left over, and none is kept from being collected. */
    void forgetLast() {
        lastEnd = null;
        lastVariable = null;
    }

    /** The next call is not made: it has ended in this way already, and only JShell can tell where that was. */
    void hasEnded(CellRunner.End how) {
        foregone = how;
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        boolean[] loaded = new boolean[classes.length];
        for (ClassBytecodes c : classes) {
            loader.offer(c.name(), c.bytecodes());
        }
        try {
            for (int i = 0; i < classes.length; i++) {
                loader.loadClass(classes[i].name()).getDeclaredMethods();   // links it, so that what cannot be linked is refused here
                loaded[i] = true;
                onLoad.accept(classes[i].name());
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ClassInstallException(String.valueOf(e.getMessage()), loaded);
        }
    }

    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        throw new NotImplementedException("JShell makes a new class instead");
    }

    @Override
    public String invoke(String className, String methodName) throws RunException, InternalException {
        Method method;
        try {
            method = loader.loadClass(className).getDeclaredMethod(methodName);
            method.setAccessible(true);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InternalException(e.toString());
        }
        CellRunner.End end = foregone == null ? runner.run(() -> method.invoke(null)) : foregone;
        foregone = null;
        lastEnd = end;          // and nothing before: while the code ran, another shell's may have ended
        lastWasVoid = method.getReturnType() == void.class;
        if (lastEnd instanceof CellRunner.Threw threw) {
            throw converted(threw);
        }
        if (lastEnd instanceof CellRunner.Stuck stuck) {
            throw new UserException("stuck", "stuck", withFileNames(stuck.where()));
        }
        return "";
    }

    private static RunException converted(CellRunner.Threw threw) {
        return threw.thrown() instanceof ExitRequested ? new StoppedException() : converted(threw.told());
    }

    private static RunException converted(Told told) {
        if (told.unresolved().isPresent()) {
            return new ResolutionException(told.unresolved().getAsInt(), withFileNames(told.frames()));
        }
        UserException converted = new UserException(told.message(), told.type(), withFileNames(told.frames()));
        if (told.cause() != null) {
            converted.initCause(converted(told.cause()));
        }
        return converted;
    }

    /** The frames, each with a file name: JShell stumbles over those of generated classes, which have none. */
    private static StackTraceElement[] withFileNames(StackTraceElement[] raw) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (StackTraceElement frame : raw) {
            frames.add(frame.getFileName() != null
                    ? frame
                    : new StackTraceElement(frame.getClassName(), frame.getMethodName(), "generated", frame.getLineNumber()));
        }
        return frames.toArray(StackTraceElement[]::new);
    }

    @Override
    public String varValue(String className, String variable) throws InternalException {
        try {
            Field field = loader.loadClass(className).getDeclaredField(variable);
            field.setAccessible(true);
            lastVariable = field.get(null);
            return "";
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        try {
            for (String entry : path.split(File.pathSeparator)) {
                loader.addToClasspath(Path.of(entry));
            }
        } catch (MalformedURLException e) {
            throw new InternalException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void stop() {
        // Cells are stopped through the runner, which knows more ways.
    }

    @Override
    public Object extensionCommand(String command, Object argument) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public void close() {
        // The loader lives on for threads that the user's code has left behind.
    }
}

package dev.lull.kernel.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a Java session has beyond an {@link Interpreter}: what the magics ask for. */
public interface Session {
    /** What cells can use besides this process's own class path. */
    List<Path> classpath();

    /** Lets the next cells use these jars and folders. */
    void addToClasspath(List<Path> more);

    /** Names a jar of sources or of Javadoc pages for a jar on the class path; asked for when somebody wants help. */
    void document(Path jar, Supplier<Optional<Path>> documentation);

    /** The session's variables as they are now, their texts made as a cell in this context: they are the work of the user's code. */
    List<Variable> variables(ExecutionContext context);

    /** Forgets every variable, class, method and import of the user's. */
    void reset();

    /**
     * One variable of the session.
     *
     * @param value its plain text, bounded
     */
    record Variable(String type, String name, String value) {}
}

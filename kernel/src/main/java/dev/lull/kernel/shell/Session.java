package dev.lull.kernel.shell;

import java.nio.file.Path;
import java.util.List;

/** What a Java session has beyond an {@link Interpreter}: what the magics ask for. */
public interface Session {
    /** What cells can use besides this process's own class path. */
    List<Path> classpath();

    /** Lets the next cells use these jars and folders. */
    void addToClasspath(List<Path> more);

    /** The session's variables as they are now. */
    List<Variable> variables();

    /** Forgets every variable, class, method and import of the user's. */
    void reset();

    /**
     * One variable of the session.
     *
     * @param value its plain text, bounded
     */
    record Variable(String type, String name, String value) {}
}

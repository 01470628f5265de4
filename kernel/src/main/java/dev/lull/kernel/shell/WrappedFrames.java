package dev.lull.kernel.shell;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.StatementSnippet;

/**
 * Frames of classes that JShell has wrapped round snippets, translated: their file is the snippet's name behind a #, their
 * line the snippet's. JShell does this only for what it has called itself; exceptions are met elsewhere, too, in threads
 * and as values.
 */
final class WrappedFrames {
    private static final Pattern WRAPPER = Pattern.compile("(REPL\\.\\$JShell\\$[1-9]\\d*[A-Z]*)(?:\\$.*)?");
    private static final String NOWHERE = "#";

    private final JShell jshell;

    WrappedFrames(JShell jshell) {
        this.jshell = jshell;
    }

    /** These frames, those within snippets in the snippets' own lines. To be used with the compiler held. */
    StackTraceElement[] translated(StackTraceElement[] frames) {
        Supplier<List<Snippet>> snippets = new Supplier<>() {
            private List<Snippet> all;

            @Override
            public List<Snippet> get() {
                all = all != null ? all : jshell.snippets().filter(WrappedFrames::isCode).toList();
                return all;
            }
        };
        return Stream.of(frames).map(frame -> translated(frame, snippets)).toArray(StackTraceElement[]::new);
    }

    private static boolean isCode(Snippet snippet) {
        return snippet instanceof DeclarationSnippet || snippet instanceof ExpressionSnippet || snippet instanceof StatementSnippet;
    }

    private StackTraceElement translated(StackTraceElement frame, Supplier<List<Snippet>> snippets) {
        Matcher wrapper = WRAPPER.matcher(frame.getClassName());
        if (!wrapper.matches()) {
            return frame;
        }
        String file = NOWHERE;
        for (Snippet snippet : snippets.get()) {
            SnippetWrapper wrapped = wrapperOf(snippet);
            if (wrapped != null && wrapped.fullClassName().equals(wrapper.group(1))) {
                file = NOWHERE + snippet.id();
                int line = lineIn(snippet.source(), wrapped, frame.getLineNumber());
                if (line > 0) {
                    return in(frame, file, line);
                }
            }
        }
        return in(frame, file, 1);      // a line of the wrapping
    }

    private static StackTraceElement in(StackTraceElement frame, String file, int line) {
        return new StackTraceElement(frame.getClassName(), frame.getMethodName(), file, line);
    }

    private SnippetWrapper wrapperOf(Snippet snippet) {
        try {
            return jshell.sourceCodeAnalysis().wrapper(snippet);
        } catch (RuntimeException neverCompiled) {
            return null;
        }
    }

    /** The line of a snippet, counted from 1, that has become this line of what was compiled; 0 if none has. */
    private static int lineIn(String source, SnippetWrapper wrapper, int wrappedLine) {
        String wrapped = wrapper.wrapped();
        int at = startOfLine(wrapped, wrappedLine);
        int end = at < 0 ? -1 : wrapped.indexOf('\n', at);
        for (int i = at; i >= 0 && i < (end < 0 ? wrapped.length() : end); i++) {
            int inSource = wrapper.wrappedToSourcePosition(i);
            if (!Character.isWhitespace(wrapped.charAt(i)) && isSame(wrapped, i, source, inSource)) {
                return Places.lineOf(source, inSource);
            }
        }
        return 0;
    }

    /** Several snippets may share a wrapper; a few characters tell whose these are. */
    private static boolean isSame(String wrapped, int at, String source, int inSource) {
        int length = Math.min(4, source.length() - inSource);
        return inSource >= 0 && length > 0 && wrapped.regionMatches(at, source, inSource, length);
    }

    private static int startOfLine(String text, int line) {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
            start = start == 0 ? -1 : start;
        }
        return start;
    }
}

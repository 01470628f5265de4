package dev.lull.kernel.shell;

import java.util.regex.Pattern;

/** Takes JShell's own wrappings out of names and messages. */
final class JShellNames {
    private static final Pattern ANONYMOUS = Pattern.compile("(REPL\\.)?\\$JShell\\$\\w+\\$(?=\\d+\\b)");
    private static final Pattern WRAPPER = Pattern.compile("(REPL\\.)?\\$JShell\\$\\w+[.$]");

    private JShellNames() {}

    /** {@code REPL.$JShell$18$MyEx} is the user's {@code MyEx}; {@code REPL.$JShell$18$1} has no name of its own. */
    static String unwrapped(String text) {
        return text == null ? null : WRAPPER.matcher(ANONYMOUS.matcher(text).replaceAll("anonymous\\$")).replaceAll("");
    }
}

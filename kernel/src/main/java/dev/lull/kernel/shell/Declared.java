package dev.lull.kernel.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;

/** How the things are declared that may stand at the end of a text: members behind a dot, else what the session has declared and imported. */
final class Declared {
    private static final Pattern PARAMETERS = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern IMPORT = Pattern.compile("\\s*import\\b");

    private final JavaSession session;
    private final Map<String, String> own = new HashMap<>();
    private final Map<String, String> others = new HashMap<>();

    /** What may stand behind this text of a cell, whose last piece begins at a position. */
    Declared(JavaSession session, String text, int lastPiece) {
        this.session = session;
        String piece = text.substring(lastPiece);
        if (IMPORT.matcher(piece).lookingAt()) {
            return;
        }
        if (text.endsWith(".")) {
            others.putAll(session.membersAfter(piece).signatures());
            if (others.isEmpty() && lastPiece > 0) {        // perhaps of a variable that only this cell declares
                others.putAll(session.membersAfter(text).signatures());
            }
        } else if (!WhatFits.isNew(text)) {
            addTheSessions();
        }
    }

    private void addTheSessions() {
        JShell jshell = session.jshell();
        jshell.imports().filter(ImportSnippet::isStatic).map(ImportSnippet::fullname).filter(name -> name.endsWith(".*"))
                .forEach(name -> others.putAll(session.membersAfter(name.substring(0, name.length() - 1)).signatures()));
        jshell.variables().filter(session::isUsers).forEach(variable -> own.put(variable.name(), simple(variable.typeName())));
        jshell.methods().filter(session::isUsers).forEach(method -> {
            Matcher parameters = PARAMETERS.matcher(CellText.headOf(method.source()));
            String named = parameters.find() ? parameters.group() : "(" + method.parameterTypes() + ")";
            String signature = named + ": " + simple(method.signature().substring(method.signature().indexOf(')') + 1));
            own.merge(method.name() + "(", signature, (one, other) -> one + " | " + other);
        });
    }

    private static String simple(String type) {
        return type == null ? "" : Signature.withoutPackages(JShellNames.unwrapped(type));
    }

    /** Whether the session has declared it. */
    boolean isOnesOwn(String suggested) {
        return own.containsKey(nameOf(suggested));
    }

    /** How it is declared, as far as that is known. */
    String as(String suggested) {
        return own.getOrDefault(nameOf(suggested), others.getOrDefault(nameOf(suggested), ""));
    }

    private static String nameOf(String suggested) {
        int open = suggested.indexOf('(');
        return open < 0 ? suggested : suggested.substring(0, open + 1);
    }
}

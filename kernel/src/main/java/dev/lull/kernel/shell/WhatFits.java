package dev.lull.kernel.shell;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wanted at a place in a text, where its words tell and JShell does not. */
final class WhatFits {
    private static final Pattern ANNOTATION = Pattern.compile("@\\s*$");
    private static final Pattern CAUGHT = Pattern.compile("\\bcatch\\s*\\(\\s*(final\\s+)?([\\w$.]+\\s*\\|\\s*)*$");
    private static final Pattern TYPE_ARGUMENT = Pattern.compile("\\b\\p{Lu}[\\w$]*<([^()=;{}]*[<,&])?\\s*(\\?\\s+(extends|super)\\s+)?$");
    private static final Pattern NEW = Pattern.compile("\\bnew\\s+$");
    private static final Pattern DECLARED_AS_NEW = Pattern.compile("(?<![\\w$.])(?<type>\\p{Lu}[\\w$]*)(<.*>)?\\s+[\\w$]+\\s*=\\s*new\\s+$");
    private static final Pattern THROWABLE = Pattern.compile("\\w*(Exception|Error|Throwable)");
    private static final Set<String> ANNOTATIONS = Set.of("Deprecated", "FunctionalInterface", "Override", "SafeVarargs", "SuppressWarnings");
    private static final Set<String> OF_OBJECT = Set.of("clone()", "equals(", "finalize()", "getClass()", "hashCode()", "notify()", "notifyAll()", "toString()", "wait(");

    private WhatFits() {}

    /** What is wanted behind this text; empty when it does not say. */
    static Optional<Predicate<String>> behind(String text, Supplier<List<String>> imported, ClassLoader loader) {
        if (ANNOTATION.matcher(text).find()) {
            return Optional.of(ANNOTATIONS::contains);
        }
        if (CAUGHT.matcher(text).find()) {
            return Optional.of(THROWABLE.asMatchPredicate());
        }
        if (TYPE_ARGUMENT.matcher(text).find()) {
            return Optional.of(WhatFits::isType);
        }
        Matcher made = DECLARED_AS_NEW.matcher(text);
        if (!made.find()) {
            return Optional.empty();
        }
        List<String> imports = imported.get();
        return typeNamed(made.group("type"), imports, loader).map(wanted -> name -> isA(wanted, name, imports, loader));
    }

    /** What may stand behind this text though JShell may not say so. */
    static Set<String> alsoBehind(String text) {
        return ANNOTATION.matcher(text).find() ? ANNOTATIONS : Set.of();
    }

    /** Whether what is suggested cannot stand behind this text at all. */
    static boolean isImpossible(String suggested, String text) {
        return ANNOTATION.matcher(text).find() && !isType(suggested) && !suggested.endsWith(".");
    }

    /** Whether a text asks for something to be made. */
    static boolean isNew(String text) {
        return NEW.matcher(text).find();
    }

    /** Whether every object has it, so that it is seldom what somebody looks for in one. */
    static boolean isOfEveryObject(String member) {
        return OF_OBJECT.contains(member);
    }

    static boolean isType(String suggested) {
        return Character.isUpperCase(suggested.codePointAt(0)) && !suggested.contains("(");
    }

    private static boolean isA(Class<?> wanted, String constructor, List<String> imports, ClassLoader loader) {
        return constructor.contains("(") && typeNamed(constructor.substring(0, constructor.indexOf('(')), imports, loader)
                .filter(type -> wanted.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())).isPresent();
    }

    private static Optional<Class<?>> typeNamed(String name, List<String> imports, ClassLoader loader) {
        Stream<String> candidates = Stream.concat(Stream.of("java.lang." + name), imports.stream()
                .filter(imported -> imported.endsWith(".*") || imported.endsWith("." + name))
                .map(imported -> imported.endsWith(".*") ? imported.substring(0, imported.length() - 1) + name : imported));
        return candidates.<Class<?>>map(candidate -> {
            try {
                return Class.forName(candidate, false, loader);
            } catch (ClassNotFoundException | LinkageError notThis) {
                return null;
            }
        }).filter(found -> found != null).findFirst();
    }
}

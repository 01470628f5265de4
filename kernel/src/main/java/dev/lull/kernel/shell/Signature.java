package dev.lull.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What JShell says an element is, such as {@code Stream<R> Stream<T>.<R>map(Function<? super T,? extends R> mapper)},
 * taken apart.
 *
 * @param type       the type that it is or belongs to, as JShell writes it: qualified unless imported
 * @param member     a method's or field's name; the type's simple name for a constructor; empty for the type itself
 * @param parameters the simple names of the parameters' types; null when it has no parameters because it is no method
 */
record Signature(String type, String member, List<String> parameters) {
    private static final Pattern PACKAGE = Pattern.compile("\\b([a-z_]\\w*\\.)+(?=[A-Z])");
    private static final Pattern COMPONENTS = Pattern.compile("\\([^()]*\\)\\.(?!\\.)");
    private static final Pattern VARIABLE = Pattern.compile("([^\\s:()]+):([^:()]+)");

    /** The text as Java would declare it: without packages, unless it is the type itself; a variable behind its type. */
    static String forPeople(String signature) {
        String text = withoutComponents(signature);
        Matcher variable = VARIABLE.matcher(text);
        String declared = variable.matches() ? variable.group(2) + " " + variable.group(1) : withTypeParametersFirst(text);
        return declared.matches("[\\w.]+") ? declared : withoutPackages(declared);
    }

    /** JDK 25's JShell names a record with its components where one of its members is meant: {@code int Point(int x, int y).x()}. */
    private static String withoutComponents(String text) {
        return COMPONENTS.matcher(text).replaceAll(".");
    }

    /** {@code <R> Stream<R> Stream<T>.map(...)}, where JShell writes the method's own type parameters before its name. */
    private static String withTypeParametersFirst(String text) {
        int open = text.indexOf('(');
        int dot = text.indexOf(".<");
        if (dot < 0 || dot > open) {
            return text;
        }
        int name = text.lastIndexOf('>', open) + 1;
        return text.substring(dot + 1, name) + " " + text.substring(0, dot) + "." + text.substring(name);
    }

    /** The text with simple names of types. */
    static String withoutPackages(String text) {
        return PACKAGE.matcher(text).replaceAll("");
    }

    /** The parts of the text, which for a local variable are those of its type. */
    static Signature of(String text) {
        String bare = withoutTypeArguments(withoutComponents(text)).strip();
        int open = bare.indexOf('(');
        if (open >= 0) {
            String head = bare.substring(0, open).strip();
            String name = head.substring(head.lastIndexOf(' ') + 1);
            List<String> parameters = parametersIn(bare.substring(open + 1, Math.max(open + 1, bare.lastIndexOf(')'))));
            return head.contains(" ") ? member(name, parameters) : new Signature(name, name.substring(name.lastIndexOf('.') + 1), parameters);
        }
        int colon = bare.indexOf(':');
        if (colon >= 0) {
            String name = bare.substring(0, colon).strip();
            return name.contains(".") ? member(name, null) : new Signature(bare.substring(colon + 1).strip(), "", null);
        }
        return new Signature(bare.substring(bare.lastIndexOf(' ') + 1), "", null);
    }

    private static Signature member(String name, List<String> parameters) {
        int dot = name.lastIndexOf('.');
        return new Signature(name.substring(0, Math.max(0, dot)), name.substring(dot + 1), parameters);
    }

    private static List<String> parametersIn(String text) {
        List<String> types = new ArrayList<>();
        for (String parameter : text.isBlank() ? new String[0] : text.split(",")) {
            types.add(simple(parameter.strip().split("\\s+")[0]));
        }
        return types;
    }

    /** A type's name without package, type arguments and annotations; an array for varargs. */
    static String simple(String type) {
        String bare = withoutTypeArguments(type).replace("...", "[]").replaceAll("@\\w+\\s+", "").replace(" ", "");
        return bare.substring(bare.lastIndexOf('.') + 1);
    }

    private static String withoutTypeArguments(String text) {
        StringBuilder bare = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '<' ? 1 : 0;
            if (depth == 0) {
                bare.append(c);
            }
            depth -= c == '>' ? 1 : 0;
        }
        return bare.toString();
    }
}

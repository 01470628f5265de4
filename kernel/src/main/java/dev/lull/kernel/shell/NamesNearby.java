package dev.lull.kernel.shell;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * What somebody may mean at the end of a text and JShell does not think of: the locals, parameters, methods and types that the
 * text itself declares, and Java's own words. A declaration counts as long as its block is open.
 */
final class NamesNearby {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\w$]*$");
    private static final Pattern VARIABLE = Pattern.compile(
            "(?<![\\w$.@])(?<type>[\\p{L}_$][\\w$.]*)(<[^;(){}=]*>)?(\\s*\\[\\s*])*(\\.\\.\\.)?\\s+(?<name>[\\p{L}_$][\\w$]*)\\s*(?=[=;:,)]|&&)");
    private static final Pattern OF_LAMBDA = Pattern.compile("(?<![\\w$.])(?<name>[\\p{L}_$][\\w$]*)(?=(\\s*,\\s*[\\w$]+)*\\s*\\)?\\s*->)");
    private static final Pattern METHOD = Pattern.compile(
            "(?<![\\w$.@])(?<type>[\\p{L}_$][\\w$.]*)(<[^;(){}=]*>)?(\\s*\\[\\s*])*\\s+(?<name>[\\p{L}_$][\\w$]*)\\s*\\([^(){};]*\\)\\s*(throws\\s[\\w$.,\\s]+)?\\{");
    private static final Pattern TYPE = Pattern.compile("\\b(?<type>class|interface|enum|record)\\s+(?<name>[\\p{L}_$][\\w$]*)");
    private static final Pattern AFTER_AN_EXPRESSION_BEGINS = Pattern.compile("(^|[;{}(,=+\\-*/%&|!<>?:\\[]|->|\\b(return|throw|else|do|yield|assert|case))\\s*$");
    private static final Pattern AFTER_A_STATEMENT_BEGINS = Pattern.compile("(^|[;{}]|->|\\b(else|do))\\s*$");
    private static final Set<String> TYPES = Set.of("boolean", "byte", "char", "double", "float", "int", "long", "short");
    private static final Set<String> OF_EXPRESSIONS = Set.of("false", "new", "null", "super", "switch", "this", "true");
    private static final Set<String> OF_STATEMENTS = Set.of("abstract", "assert", "break", "class", "continue", "enum", "final", "for", "import", "interface",
            "private", "protected", "public", "record", "return", "static", "synchronized", "throw", "try", "var", "void", "while", "yield");
    private static final int WORTH_COMPLETING = 2;

    private NamesNearby() {}

    /** The word that the text ends in, as far as it has been written. */
    static String begun(String text) {
        Matcher word = WORD.matcher(text);
        return word.find() ? word.group() : "";
    }

    /** The names that begin as the text's last word does, methods with their opening bracket; none where no expression can begin. */
    static Set<String> at(String text) {
        String begun = begun(text);
        String before = code(text.substring(0, text.length() - begun.length()));
        if (!AFTER_AN_EXPRESSION_BEGINS.matcher(before).find()) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        VARIABLE.matcher(before).results().filter(found -> isType(found.group(1)) && isOpenFrom(before, found.end())).forEach(found -> names.add(found.group(5)));
        OF_LAMBDA.matcher(before).results().filter(found -> isOpenFrom(before, found.end())).forEach(found -> names.add(found.group(1)));
        METHOD.matcher(before).results().filter(found -> isType(found.group(1)) && isOpenFrom(before, found.end() - 1)).forEach(found -> names.add(found.group(4) + "("));
        TYPE.matcher(before).results().filter(found -> isOpenFrom(before, found.end())).forEach(found -> names.add(found.group(2)));
        if (begun.length() >= WORTH_COMPLETING) {
            names.addAll(OF_EXPRESSIONS);
            names.addAll(AFTER_A_STATEMENT_BEGINS.matcher(before).find() ? OF_STATEMENTS : Set.of());
        }
        return names.stream().filter(name -> name.startsWith(begun) && !name.equals(begun)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isType(String word) {
        return !SourceVersion.isKeyword(word) && !word.equals("yield") && !word.equals("record") || TYPES.contains(word) || word.equals("void");
    }

    /** Whether what is declared right before this position still is there at the end: neither its block nor the statement of its brackets has ended. */
    private static boolean isOpenFrom(String code, int position) {
        int braces = 0;
        int brackets = 0;
        for (int i = position; i < code.length(); i++) {
            char c = code.charAt(i);
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean wasInBrackets = brackets < 0;       // a parameter, or the variable of a loop
            if (braces < 0 || wasInBrackets && braces == 0 && (c == '}' || c == ';')) {
                return false;
            }
        }
        return true;
    }

    /** The text with blanks for its comments and for what its literals say. */
    static String code(String text) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int start = CellText.skipBlanks(text, i);
            code.append(text.substring(i, start).replaceAll("\\S", " "));
            int end = start < text.length() ? CellText.endOfToken(text, start) : start;
            code.append(end - start > 1 ? "\"" + " ".repeat(end - start - 2) + "\"" : text.substring(start, end));
            i = end;
        }
        return code.toString();
    }

    /** The parts of package names that may follow the dots of this text, each with a dot; of the JDK's, which need not be looked for. */
    static Set<String> packagesAfter(String qualifier) {
        return packages().filter(name -> name.startsWith(qualifier)).map(name -> name.substring(qualifier.length()))
                .map(rest -> rest.substring(0, (rest + ".").indexOf('.')) + ".").collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> packages() {
        return ModuleLayer.boot().modules().stream().filter(module -> module.getDescriptor() != null)
                .flatMap(module -> module.getDescriptor().exports().stream()).filter(exports -> !exports.isQualified()).map(exports -> exports.source());
    }
}

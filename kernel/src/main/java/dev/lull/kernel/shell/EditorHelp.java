package dev.lull.kernel.shell;

import dev.lull.kernel.display.Html;
import dev.lull.kernel.display.MimeBundle;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.ImportSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What an editor asks while a cell is being written. To be used with the compiler held. */
final class EditorHelp {
    private static final int MATCHES_MAX = 500;
    private static final String INDENT = "    ";
    private static final Set<String> KEYWORDS = Set.of(
            "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "continue", "default", "do", "double", "else",
            "enum", "extends", "final", "finally", "float", "for", "if", "implements", "import", "instanceof", "int", "interface", "long", "new",
            "null", "package", "private", "protected", "public", "record", "return", "short", "static", "super", "switch", "synchronized", "this",
            "throw", "throws", "true", "false", "try", "var", "void", "while", "yield");

    private static final Pattern METHOD_REFERENCE = Pattern.compile("([\\w$.]+)::([\\w$]*)$");
    private static final Pattern CONDITION = Pattern.compile("\\b(if|while)\\s*$");
    private static final Pattern STATIC_IMPORT = Pattern.compile("\\s*import\\s+static\\b");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_$]*");
    private static final Pattern MEMBER = Pattern.compile("(\\.|::)\\s*$");
    private static final Pattern PACKAGE = Pattern.compile("(?:^|[^\\w$.])((?:[a-z_]\\w*\\.)+|(?<=import |static ))$");
    private static final Pattern ANNOTATION_ALONE = Pattern.compile("(^|\\R)\\h*@(?!interface\\b)[\\w.]+(\\([^()]*\\))?\\s*$");
    private static final Pattern SEPARATOR = Pattern.compile("[;}\n]");
    private static final Pattern TYPE_NAME = Pattern.compile("(?<![\\w$.])([a-z_]\\w*\\.)*(\\p{Lu}[\\w$]*\\.)*\\p{Lu}[\\w$]*$");
    private static final Pattern BEHIND_A_TYPE = Pattern.compile("\\b\\p{Lu}[\\w$]*\\s*\\.\\s*$");

    private final JavaSession session;
    private final Grammar grammar;

    EditorHelp(JavaSession session) {
        this.session = session;
        grammar = session.grammar();
    }

    private SourceCodeAnalysis analysis() {
        return session.jshell().sourceCodeAnalysis();
    }

    Completion complete(String code, int cursor) {
        String before = code.substring(0, CodePoints.toChars(code, cursor));
        if (CellText.atTheEndOf(before) != CellText.Within.CODE) {
            return Completion.none(cursor);
        }
        Found found = withNamesNearby(found(before), before);
        if (found.continuations().isEmpty()) {
            return Completion.none(cursor);
        }
        String head = before.substring(0, found.from());
        Declared declared = new Declared(session, head, startOfLastPiece(head));
        Comparator<String> order = Comparator.<String, Boolean>comparing(fitting(found, head)::test).reversed()
                .thenComparing(text -> farness(text, found, head, declared)).thenComparing(text -> text);
        List<Completion.Match> matches = found.continuations().keySet().stream().filter(text -> !WhatFits.isImpossible(text, head)).sorted(order)
                .limit(MATCHES_MAX).map(text -> new Completion.Match(text, kindOf(text, head), declared.as(text))).toList();
        return new Completion(CodePoints.fromChars(code, found.from()), CodePoints.fromChars(code, before.length()), matches);
    }

    /** What is wanted at a place; where JShell has no idea it says that all fit. */
    private Predicate<String> fitting(Found found, String head) {
        boolean isToldByJShell = found.continuations().entrySet().stream().anyMatch(e -> !e.getValue() && !found.nearby().contains(e.getKey()));
        return WhatFits.behind(head, this::imports, session.loader()).orElse(isToldByJShell ? found.continuations()::get : text -> false);
    }

    /** First the cell's own, then the session's, all others, types, and last packages and what every object has. */
    private static int farness(String text, Found found, String head, Declared declared) {
        if (MEMBER.matcher(head).find()) {
            return WhatFits.isOfEveryObject(text) ? 1 : 0;
        }
        if (found.nearby().contains(text) && !KEYWORDS.contains(text)) {
            return 0;
        }
        return declared.isOnesOwn(text) ? 1 : text.endsWith(".") ? 4 : Character.isUpperCase(text.codePointAt(0)) ? 3 : 2;
    }

    /**
     * What may stand from a position on.
     *
     * @param continuations each with whether it is of the type that is wanted there
     * @param nearby        those that the text itself declares
     */
    private record Found(int from, Map<String, Boolean> continuations, Set<String> nearby) {
        Found(int from, Map<String, Boolean> continuations) {
            this(from, continuations, Set.of());
        }
    }

    private Found found(String before) {
        List<String> labels = CaseLabels.at(before, session);
        if (!labels.isEmpty()) {
            Map<String, Boolean> constants = new LinkedHashMap<>();
            labels.forEach(label -> constants.put(label, true));
            return new Found(before.length() - NamesNearby.begun(before).length(), constants);
        }
        Matcher reference = METHOD_REFERENCE.matcher(before);
        if (reference.find()) {
            return reference(before, reference);
        }
        int start = startOfLastPiece(before);
        int open = CellText.lastOpenBracket(before);
        boolean inCondition = open >= start && CONDITION.matcher(before.substring(start, open)).find();
        Found found = suggestions(before, inCondition ? open + 1 : start);       // JShell has no idea, or a wrong one, within "if ("
        if (found.continuations().isEmpty() && inCondition) {
            found = suggestions(before, start);
        }
        return found.continuations().isEmpty() && start > 0 ? suggestions(before, 0) : found;     // perhaps about a variable that only this cell declares
    }

    /** JShell knows neither what a cell declares before it runs nor, for its first seconds, any package. */
    private static Found withNamesNearby(Found found, String before) {
        if (CaseLabels.isAt(before) && !found.continuations().isEmpty() && found.continuations().values().stream().allMatch(fits -> fits)) {
            return found;
        }
        int start = before.length() - NamesNearby.begun(before).length();
        Matcher qualifier = PACKAGE.matcher(before.substring(0, start));
        Set<String> more = qualifier.find() ? NamesNearby.packagesAfter(qualifier.group(1)) : new TreeSet<>(NamesNearby.at(before));
        more.addAll(WhatFits.alsoBehind(before.substring(0, start)));
        if (more.isEmpty() || !found.continuations().isEmpty() && found.from() != start) {
            return found;
        }
        Map<String, Boolean> all = new LinkedHashMap<>(found.continuations());
        more.stream().filter(name -> name.startsWith(before.substring(start))).forEach(name -> all.putIfAbsent(name, false));
        return new Found(start, all, more);
    }

    private Found suggestions(String before, int start) {
        String text = before.substring(start);
        Optional<Map<String, Boolean>> earlier = session.answers().membersAt(text);
        if (earlier.isPresent()) {
            return new Found(before.length() - NamesNearby.begun(text).length(), earlier.get());
        }
        String stem = text.substring(0, text.length() - NamesNearby.begun(text).length());
        List<String> members = Chain.is(stem) ? session.membersAfter(stem).names() : List.of();
        if (!members.isEmpty()) {
            Map<String, Boolean> begun = members.stream().filter(name -> name.startsWith(text.substring(stem.length()))).collect(Collectors.toMap(name -> name, name -> true));
            return new Found(start + stem.length(), begun);
        }
        int[] anchor = {text.length()};
        Map<String, Boolean> fits = new LinkedHashMap<>();
        SourceCodeAnalysis analysis = analysis();
        for (Suggestion s : session.snippetsOfJShell().aboutBeginning(text, () -> analysis.completionSuggestions(text, text.length(), anchor))) {
            if (!s.continuation().startsWith("$JShell$")) {
                fits.merge(s.continuation(), s.matchesType(), Boolean::logicalOr);
            }
        }
        session.answers().suggested(text, fits);
        return new Found(start + anchor[0], fits);
    }

    /** The methods that can be referred to: those of the type or the object, and those of the type's objects. */
    private Found reference(String before, Matcher reference) {
        String qualifier = reference.group(1);
        String begun = reference.group(2);
        Map<String, Boolean> names = new LinkedHashMap<>();
        for (String asked : List.of(qualifier + "." + begun, "((" + qualifier + ") null)." + begun)) {
            suggestions(asked, 0).continuations().keySet().stream().filter(name -> name.contains("("))
                    .forEach(name -> names.put(name.substring(0, name.indexOf('(')), true));
        }
        if (Character.isUpperCase(qualifier.codePointAt(qualifier.lastIndexOf('.') + 1)) && "new".startsWith(begun)) {
            names.put("new", true);
        }
        return new Found(before.length() - begun.length(), names);
    }

    private int startOfLastPiece(String text) {
        if (!SEPARATOR.matcher(text).find()) {
            return 0;
        }
        List<Snippets.Piece> pieces = Snippets.of(text, grammar, () -> false);
        return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).start();
    }

    private static String kindOf(String continuation, String before) {
        if (continuation.contains("(") || before.endsWith("::") || STATIC_IMPORT.matcher(before).lookingAt() && Character.isLowerCase(continuation.codePointAt(0))) {
            return "function";
        }
        if (continuation.endsWith(".")) {
            return "module";
        }
        if (KEYWORDS.contains(continuation.strip())) {
            return "keyword";
        }
        boolean constant = CONSTANT.matcher(continuation).matches() && (BEHIND_A_TYPE.matcher(before).find() || CaseLabels.isAt(before));
        return Character.isUpperCase(continuation.codePointAt(0)) && !constant ? "class" : "instance";
    }

    /** What stands at the cursor, or is called round it; with the comments that JShell itself knows. */
    List<Documentation> at(String code, int cursor) {
        int at = CodePoints.toChars(code, cursor);
        CellText.Within within = CellText.atTheEndOf(code.substring(0, at));
        if (within == CellText.Within.COMMENT || within == CellText.Within.LINE_COMMENT) {
            return List.of();
        }
        int nameEnd = at;
        while (nameEnd < code.length() && Character.isJavaIdentifierPart(code.charAt(nameEnd))) {
            nameEnd++;
        }
        boolean onName = nameEnd > 0 && Character.isJavaIdentifierPart(code.charAt(nameEnd - 1));
        List<Documentation> found = List.of();
        if (onName && within == CellText.Within.CODE) {
            String text = code.substring(0, nameEnd);
            found = documentation(text + "(");      // as a method, and if it is none as what it is
            found = found.isEmpty() ? documentation(text) : found;
            Matcher type = TYPE_NAME.matcher(text);
            found = found.isEmpty() && type.find() ? documented(type.group()) : found;     // as in @Override, catch (IOException or <String
        }
        if (found.isEmpty()) {
            int end = within == CellText.Within.LITERAL ? code.lastIndexOf('"', at - 1) : at;
            found = documentation(code.substring(0, Math.max(0, end)));       // the call round the cursor
        }
        if (found.isEmpty() && within == CellText.Within.CODE && code.substring(0, at).stripTrailing().endsWith(")")) {
            String open = code.substring(0, code.substring(0, at).stripTrailing().length() - 1);
            found = documentation(open.substring(0, CellText.lastOpenBracket(open) + 1));     // the call that ends here
        }
        return found.stream().filter(d -> !d.signature().startsWith("this:")).toList();
    }

    private List<Documentation> documentation(String before) {
        int start = startOfLastPiece(before);
        List<Documentation> found = documented(before.substring(start));
        return found.isEmpty() && start > 0 ? documented(before) : found;
    }

    private List<Documentation> documented(String text) {
        SourceCodeAnalysis analysis = analysis();
        return session.answers().about(text, () -> session.snippetsOfJShell().about(text, () -> analysis.documentation(text, text.length(), true)));
    }

    /** How a type of the session begins, which is all that there is to be told of it. */
    Optional<String> headOf(String signature) {
        String type = signature.substring(0, (signature + "(").indexOf('('));       // JShell 25 means its constructor
        return session.jshell().types().filter(snippet -> snippet.name().equals(type)).findFirst().map(snippet -> CellText.headOf(snippet.source()).strip());
    }

    /** The session's imports, without those of static members. */
    List<String> imports() {
        return session.jshell().imports().filter(i -> !i.isStatic()).map(ImportSnippet::fullname).toList();
    }

    /** All that is known about the found, comments that JShell lacks being looked up. */
    static Inspection told(List<Documentation> found, int detail, Function<String, Optional<String>> comments) {
        if (found.isEmpty()) {
            return Inspection.NOTHING;
        }
        String plain = found.stream().limit(detail > 0 ? 50 : 8)
                .map(d -> Signature.forPeople(d.signature()) + Optional.ofNullable(d.javadoc()).or(() -> comments.apply(d.signature()))
                        .map(comment -> "\n\n" + indented(Javadoc.plain(comment, detail > 0))).orElse(""))
                .distinct().collect(Collectors.joining("\n\n"));
        String more = detail == 0 && found.size() > 8 ? "\n\n... " + (found.size() - 8) + " more" : "";
        return Inspection.of(MimeBundle.text(plain + more).html("<pre>" + Html.escape(plain + more) + "</pre>"));
    }

    private static String indented(String text) {
        return text.lines().map(line -> line.isEmpty() ? line : INDENT + line).collect(Collectors.joining("\n"));
    }

    Completeness isComplete(String code) {
        String rest = code;
        while (!rest.isBlank()) {
            CompletionInfo info = grammar.analyzeCompletion(rest);
            switch (info.completeness()) {
                case EMPTY -> {
                    return Completeness.complete();
                }
                case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
                    return Completeness.incomplete(indentAfter(code));
                }
                case UNKNOWN -> {
                    return Completeness.invalid();
                }
                case COMPLETE, COMPLETE_WITH_SEMI -> rest = info.remaining();
            }
        }
        return ANNOTATION_ALONE.matcher(code).find() ? Completeness.incomplete("") : Completeness.complete();      // which JShell takes for a whole
    }

    /** The answer without a compiler, by brackets alone: jupyter-console waits a second for one and from then on asks no more. */
    static Completeness isCompleteAtAGlance(String code) {
        CellText.Within within = CellText.atTheEndOf(code);
        boolean isOpen = CellText.lastOpenBracket(code) >= 0 || within == CellText.Within.COMMENT || within == CellText.Within.LITERAL;
        return isOpen ? Completeness.incomplete(indentAfter(code)) : Completeness.complete();
    }

    /** As deep as the last line, and one level deeper after an opening bracket. */
    private static String indentAfter(String code) {
        String last = code.substring(code.stripTrailing().lastIndexOf('\n') + 1).stripTrailing();
        String indent = last.substring(0, last.length() - last.stripLeading().length());
        return last.endsWith("{") || last.endsWith("(") || last.endsWith("->") ? indent + INDENT : indent;
    }
}

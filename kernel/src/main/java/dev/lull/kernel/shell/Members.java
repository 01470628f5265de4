package dev.lull.kernel.shell;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.tools.Diagnostic;

/**
 * What the compiler knows of whatever stands before a dot: its members, with their types as they are there. It costs about as
 * much as a small cell does, so all members are asked for at once, and answers are kept while nothing is declared: the next
 * letters are typed behind the same dot.
 */
final class Members {
    /** Nothing is known. */
    static final Members.Of NONE = new Of(Map.of(), List.of(), List.of());

    private static final String ASKED = "asked$";
    private static final Pattern NAMELESS = Pattern.compile("arg\\d+");
    private static final int KEPT_MAX = 100;
    /** The beginning of what belongs to a class by its full name, which means the same for good. */
    private static final Pattern QUALIFIED = Pattern.compile("([a-z]\\w*\\.)+[A-Z]\\w*\\.");

    private final SharedCompiler compiler;
    private final UnaryOperator<String> importsFor;
    private final Map<String, Of> known = lastOnes();
    /** By type, since what to say of its members takes longer than to find it out. */
    private final Map<String, Of> ofTypes = lastOnes();

    /** Asks a compiler, with the imports that a text needs. */
    Members(SharedCompiler compiler, UnaryOperator<String> importsFor) {
        this.compiler = compiler;
        this.importsFor = importsFor;
    }

    private static Map<String, Of> lastOnes() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Of> eldest) {
                return size() > KEPT_MAX;
            }
        };
    }

    /**
     * The members of a type, or of a type's objects.
     *
     * @param signatures by name, which of a method is {@code max(}: {@code (int a, int b): int}, overloads side by side; of a field the type
     * @param constants  those of an enum, in their order
     * @param names      of those that may be written there, as JShell suggests them: {@code length()}, {@code max(}, {@code MAX_VALUE}
     */
    record Of(Map<String, String> signatures, List<String> constants, List<String> names) {}

    /** The same names may mean other things from now on. */
    void forget() {
        ofTypes.keySet().removeIf(type -> type.contains("REPL."));
        known.keySet().removeIf(text -> !QUALIFIED.matcher(text).matches());
    }

    /** Whether nobody needs to be asked about this text. */
    boolean know(String text) {
        return known.containsKey(text);
    }

    /** The members that may follow this text, which ends in a dot. */
    Of after(String text) {
        Of before = known.get(text);
        if (before == null) {
            before = asked(text);
            known.put(text, before);
        }
        return before;
    }

    /** The text may be the beginning of a statement, or of a method. */
    private Of asked(String text) {
        String code = text + ASKED + "()" + closing(text) + ";\n";
        String header = "package REPL;" + importsFor.apply(text) + "public class " + Shortcut.NAME + " { ";
        return ask(header + "static void m$() throws Throwable { " + code + "} }").or(() -> ask(header + code + "}")).orElse(NONE);
    }

    /** What closes all brackets that are open at the end of a text. */
    private static String closing(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (char c : NamesNearby.code(text).toCharArray()) {
            switch (c) {
                case '(', '[', '{' -> open.push(c);
                case ')', ']', '}' -> open.poll();
                default -> { }
            }
        }
        StringBuilder closing = new StringBuilder();
        open.forEach(c -> closing.append(c == '(' ? ")" : c == '[' ? "]" : ";}"));
        return closing.toString();
    }

    private Optional<Of> ask(String source) {
        return compiler.compile("REPL." + Shortcut.NAME, source, (task, said) -> {
            try {
                CompilationUnitTree unit = task.parse().iterator().next();
                if (said.getDiagnostics().stream().anyMatch(d -> d.getKind() == Diagnostic.Kind.ERROR)) {
                    return null;
                }
                task.analyze();
                return members(task, unit);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Of members(JavacTask task, CompilationUnitTree unit) {
        TreePath asked = new TreePathScanner<TreePath, Void>() {
            @Override
            public TreePath visitMemberSelect(MemberSelectTree tree, Void unused) {
                return tree.getIdentifier().contentEquals(ASKED) ? new TreePath(getCurrentPath(), tree.getExpression()) : super.visitMemberSelect(tree, unused);
            }

            @Override
            public TreePath reduce(TreePath one, TreePath other) {
                return one != null ? one : other;
            }
        }.scan(unit, null);
        Trees trees = Trees.instance(task);
        TypeMirror type = asked == null ? null : trees.getTypeMirror(asked);
        if (type == null) {
            return NONE;
        }
        boolean ofTheTypeItself = trees.getElement(asked) instanceof TypeElement;
        String key = ofTheTypeItself + " " + type;
        Of before = ofTypes.get(key);
        if (before == null) {
            before = members(task, type, ofTheTypeItself);
            ofTypes.put(key, before);
        }
        return before;
    }

    private static Of members(JavacTask task, TypeMirror type, boolean ofTheTypeItself) {
        TypeMirror bound = type instanceof TypeVariable variable ? variable.getUpperBound() : type;
        if (bound instanceof ArrayType) {
            return new Of(Map.of("length", "int"), List.of(), List.of());
        }
        if (!(bound instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return NONE;
        }
        Map<String, String> signatures = new LinkedHashMap<>();
        List<String> constants = new ArrayList<>();
        Map<String, Boolean> takeSomething = new LinkedHashMap<>();
        for (Element member : task.getElements().getAllMembers(element)) {
            boolean isMethod = member.getKind() == ElementKind.METHOD;
            boolean isThere = isMethod && (!ofTheTypeItself || member.getModifiers().contains(Modifier.STATIC)) || member.getKind().isField();
            if (isThere && isSeen(task, member)) {
                String name = member.getSimpleName() + (isMethod ? "(" : "");
                signatures.merge(name, signature(task, declared, member), (one, other) -> one.equals(other) ? one : one + " | " + other);
            }
            if (isOf(ofTheTypeItself, member) && isSeen(task, member)) {
                takeSomething.merge(member.getSimpleName() + (isMethod ? "(" : ""), member instanceof ExecutableElement e && !e.getParameters().isEmpty(), Boolean::logicalOr);
            }
            if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                constants.add(member.getSimpleName().toString());
            }
        }
        if (ofTheTypeItself) {
            takeSomething.put("class", false);
        }
        List<String> names = takeSomething.entrySet().stream().map(e -> e.getKey().endsWith("(") && !e.getValue() ? e.getKey() + ")" : e.getKey()).toList();
        return new Of(signatures, constants, bound.getKind() == TypeKind.DECLARED ? names : List.of());
    }

    private static boolean isOf(boolean theTypeItself, Element member) {
        boolean isType = member.getKind().isClass() || member.getKind().isInterface();
        boolean hasName = isType || member.getKind().isField() || member.getKind() == ElementKind.METHOD;
        return hasName && (isType || member.getModifiers().contains(Modifier.STATIC)) == theTypeItself;
    }

    private static boolean isSeen(JavacTask task, Element member) {
        Set<Modifier> modifiers = member.getModifiers();
        boolean isOwn = task.getElements().getPackageOf(member).getQualifiedName().contentEquals("REPL");
        return modifiers.contains(Modifier.PUBLIC) || isOwn && !modifiers.contains(Modifier.PRIVATE);
    }

    private static String signature(JavacTask task, DeclaredType owner, Element member) {
        TypeMirror there = member.getModifiers().contains(Modifier.STATIC) ? member.asType() : task.getTypes().asMemberOf(owner, member);
        if (!(there instanceof ExecutableType method) || !(member instanceof ExecutableElement declared)) {
            return Signature.withoutPackages(JShellNames.unwrapped(there.toString()));
        }
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < method.getParameterTypes().size(); i++) {
            String type = method.getParameterTypes().get(i).toString();
            boolean isVariable = declared.isVarArgs() && i == method.getParameterTypes().size() - 1;
            String name = declared.getParameters().get(i).getSimpleName().toString();
            parameters.add((isVariable ? type.replaceAll("\\[\\]$", "...") : type) + (NAMELESS.matcher(name).matches() ? "" : " " + name));
        }
        return Signature.withoutPackages(JShellNames.unwrapped(parameters + ": " + method.getReturnType()));
    }
}

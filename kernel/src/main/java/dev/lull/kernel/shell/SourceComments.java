package dev.lull.kernel.shell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The Javadoc comments of one source file. */
final class SourceComments {
    private final DocTrees trees;
    private final CompilationUnitTree file;

    SourceComments(String source) throws IOException {
        JavaFileObject text = new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> { }, List.of("-proc:none"), null, List.of(text));
        file = task.parse().iterator().next();
        trees = DocTrees.instance(task);
    }

    /** The comment on a type, given by its names from the outermost on, or on one of its members. */
    Optional<String> on(List<String> type, Signature signature) {
        TreePath path = new TreePath(file);
        List<? extends Tree> inside = file.getTypeDecls();
        for (String name : type) {
            Optional<ClassTree> found = inside.stream().filter(t -> t instanceof ClassTree c && c.getSimpleName().contentEquals(name)).map(ClassTree.class::cast).findFirst();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            path = new TreePath(path, found.get());
            inside = found.get().getMembers();
        }
        TreePath ofType = path;
        ClassTree tree = (ClassTree) path.getLeaf();
        Optional<String> comment = signature.member().isEmpty()
                ? Optional.of(tree).map(t -> trees.getDocComment(ofType))
                : inside.stream().filter(t -> is(t, signature)).map(t -> trees.getDocComment(new TreePath(ofType, t))).filter(Objects::nonNull).findFirst();
        boolean spokenForByTheRecord = comment.isEmpty() && tree.getKind() == Tree.Kind.RECORD;
        return spokenForByTheRecord ? Optional.ofNullable(trees.getDocComment(ofType)) : comment;
    }

    private static boolean is(Tree tree, Signature wanted) {
        if (tree instanceof VariableTree variable) {
            return wanted.parameters() == null && variable.getName().contentEquals(wanted.member());
        }
        return tree instanceof MethodTree method && wanted.parameters() != null
                && (method.getName().contentEquals(wanted.member()) || method.getName().contentEquals("<init>") && wanted.type().endsWith(wanted.member()))
                && method.getParameters().stream().map(p -> Signature.simple(p.getType().toString())).toList().equals(wanted.parameters());
    }
}

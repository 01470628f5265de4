package dev.lull.kernel.magic;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Magics about files: jars for the cells to use, and code to be run. */
final class FileMagics {
    private FileMagics() {}

    static List<Magic> magics() {
        return List.of(
                new Magic("%jars", "PATH...", "Lets the next cells use these jars; a * in the last part of a path stands for anything.", FileMagics::jars),
                new Magic("%classpath", "[PATH...]", "Lists what cells can use, or adds jars and folders of classes.", FileMagics::classpath),
                new Magic("%load", "FILE", "Runs a file as if it were this cell.", FileMagics::load));
    }

    private static Outcome classpath(Magic.Call call) {
        if (!call.argument().isEmpty()) {
            return jars(call);
        }
        String own = System.getProperty("java.class.path").replace(File.pathSeparator, "\n");
        String added = call.session().classpath().stream().map(Path::toString).collect(Collectors.joining("\n"));
        return new Outcome.Value(MimeBundle.text(added.isEmpty() ? own : own + "\n" + added));
    }

    private static Outcome jars(Magic.Call call) {
        if (call.argument().isEmpty()) {
            return call.refuse("%jars needs the path of a jar, of a folder of classes, or folder/*.jar. %classpath lists what there is.");
        }
        List<Path> found = new ArrayList<>();
        for (String pattern : call.argument().split("\\s+|" + File.pathSeparator)) {
            List<Path> matching;
            try {
                matching = matching(pattern);
            } catch (IOException | InvalidPathException e) {
                return call.refuse(call.argument() + " names no jar: " + e.getMessage());
            }
            if (matching.isEmpty()) {
                return call.refuse("There is nothing at " + pattern + ", seen from " + Path.of("").toAbsolutePath() + ". Give a jar, a folder of classes, or folder/*.jar.");
            }
            Optional<Path> other = matching.stream().filter(path -> !Files.isDirectory(path) && !isJar(path)).findFirst();
            if (other.isPresent()) {
                return call.refuse(other.get() + " is no jar. Give a jar, a folder of classes, or folder/*.jar.");
            }
            found.addAll(matching);
        }
        call.session().addToClasspath(found);
        found.forEach(jar -> call.session().document(jar, () -> beside(jar)));
        Output.print(call.context().out(), "Added " + found.stream().map(p -> p.getFileName().toString()).collect(Collectors.joining(", ")) + "\n");
        return Outcome.NOTHING;
    }

    private static boolean isJar(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return true;
        } catch (IOException notReadableAsOne) {
            return false;
        }
    }

    /** Where Maven, and people, put the sources of x.jar: in x-sources.jar beside it. */
    private static Optional<Path> beside(Path jar) {
        String name = jar.getFileName().toString().replaceAll("\\.jar$", "");
        return Stream.of("-sources.jar", "-javadoc.jar").map(ending -> jar.resolveSibling(name + ending)).filter(Files::isRegularFile).findFirst();
    }

    private static List<Path> matching(String pattern) throws IOException {
        Path path = path(pattern);
        String last = path.getFileName() == null ? "" : path.getFileName().toString();
        if (!last.contains("*")) {
            return Files.exists(path) ? List.of(path) : List.of();
        }
        if (!Files.isDirectory(path.getParent())) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path.getParent(), last)) {
            entries.forEach(found::add);
        }
        found.sort(null);
        return found;
    }

    /** The file that somebody means by this text, which may begin in his home. */
    static Path path(String text) {
        String home = System.getProperty("user.home");
        return Path.of(text.startsWith("~/") ? home + text.substring(1) : text).toAbsolutePath().normalize();
    }

    private static Outcome load(Magic.Call call) {
        if (call.argument().isEmpty()) {
            return call.refuse("%load needs the path of a text file with Java in it.");
        }
        try {
            return inFile(call.argument(), call.inner().execute(Files.readString(path(call.argument())), call.context()));
        } catch (IOException | InvalidPathException e) {
            return call.refuse("Cannot read " + call.argument() + ", seen from " + Path.of("").toAbsolutePath() + ". Give the path of a text file with Java in it.");
        }
    }

    /** An error's lines are the file's, not the cell's. */
    private static Outcome inFile(String file, Outcome outcome) {
        return outcome instanceof Outcome.Failure failure
                ? new Outcome.Failure(failure.name(), failure.message(), Stream.concat(Stream.of("In " + file + ":"), failure.traceback().stream()).toList()) : outcome;
    }
}

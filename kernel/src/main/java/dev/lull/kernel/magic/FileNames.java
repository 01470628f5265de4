package dev.lull.kernel.magic;

import dev.lull.kernel.shell.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The names of files, as they are written after a magic. */
final class FileNames {
    private FileNames() {}

    /** How a path that has been begun may go on; folders end in a slash. */
    static Completion complete(String begun, int cursor) {
        String folder = begun.substring(0, begun.lastIndexOf('/') + 1);
        String name = begun.substring(folder.length());
        try (Stream<Path> files = Files.list(FileMagics.path(folder))) {
            List<Completion.Match> matches = files.filter(file -> file.getFileName().toString().startsWith(name))
                    .filter(file -> !name.isEmpty() || !file.getFileName().toString().startsWith("."))
                    .map(file -> folder + file.getFileName() + (Files.isDirectory(file) ? "/" : "")).sorted()
                    .map(path -> new Completion.Match(path, "path", "")).toList();
            return new Completion(cursor - begun.codePointCount(0, begun.length()), cursor, matches);
        } catch (IOException | InvalidPathException noSuchFolder) {
            return Completion.none(cursor);
        }
    }
}

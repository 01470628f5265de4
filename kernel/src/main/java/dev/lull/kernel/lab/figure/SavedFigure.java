package dev.lull.kernel.lab.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A figure as a file; the suffix says the format. */
final class SavedFigure {

    private SavedFigure() {}

    static Path write(Figure figure, Path file) {
        byte[] bytes = encode(figure, file);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException("save(\"" + file + "\"): there is no folder " + folder
                        + ". Make it first, or save into one that exists.");
            }
            Files.write(file, bytes);
        } catch (IOException cannot) {
            throw new UncheckedIOException("save(\"" + file + "\"): the file cannot be written: "
                    + cannot.getMessage() + ". Choose another name or folder.", cannot);
        }
        return file;
    }

    private static byte[] encode(Figure figure, Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String suffix = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return switch (suffix) {
            case "svg" -> ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + figure.asSvg() + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            case "png" -> figure.asPng(2);
            case "pdf" -> Pdf.of(figure);
            default -> throw new IllegalArgumentException("save(\"" + file + "\") "
                    + (suffix.isEmpty() ? "has no suffix, and the suffix says the format"
                            : "asks for ." + suffix + ", which a figure cannot be saved as")
                    + ". Use .svg (articles, web), .png (mail, slides) or .pdf (LaTeX): \""
                    + (dot < 0 ? name : name.substring(0, dot)) + ".svg\".");
        };
    }
}

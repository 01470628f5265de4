package dev.lull.kernel.lab;

import dev.lull.engine.model.Finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A numbered list, wrapped as mails are, ready to be pasted into one.
 *
 * @param steps   what happened, in order
 * @param finding what is wrong at the end; {@code null} for nothing
 * @param footing on what it happened; may be empty
 */
public record Prose(List<String> steps, Finding finding, String footing) {
    private static final int WIDTH = 76;

    public Prose {
        steps = List.copyOf(steps);
    }

    /** The list, 76 columns wide. */
    public String asText() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) out.append(Lines.wrapped((i + 1) + ". ", steps.get(i), WIDTH)).append('\n');
        if (finding != null) {
            out.append('\n').append(Lines.wrapped("", finding.title() + (finding.why().isEmpty() ? "." : ":"), WIDTH)).append('\n');
            for (String reason : finding.why()) out.append(Lines.wrapped("- ", reason, WIDTH)).append('\n');
        }
        if (!footing.isEmpty()) out.append('\n').append(Lines.wrapped("", "(" + footing + ")", WIDTH)).append('\n');
        return out.toString();
    }

    /** Writes the list to a file. */
    public Path save(String file) {
        try {
            return Files.writeString(Path.of(file), asText());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the list to " + file + ": " + failed.getMessage(), failed);
        }
    }

    @Override public String toString() {
        return asText();
    }
}

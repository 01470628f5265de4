package dev.lull.kernel.cli;

import dev.lull.kernel.display.DisplaySink;
import dev.lull.kernel.display.MimeBundle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Shows things in a terminal: the plain text, and pictures as files whose names are given. */
final class TerminalDisplay implements DisplaySink {
    private final PrintStream out;
    private final LiveLine line;
    private final Path figures;
    private final InlinePictures inline = InlinePictures.in(System.getenv());
    private int count;

    /** Writes pictures to this folder; with null, only the plain text is shown. */
    TerminalDisplay(PrintStream out, LiveLine line, Path figures) {
        this.out = out;
        this.line = line;
        this.figures = figures;
    }

    @Override
    public synchronized void display(MimeBundle bundle, String id) {
        line.wipe();
        out.println(bundle.plain());
        if (figures != null) save(bundle);
        out.flush();
    }

    @Override
    public void update(MimeBundle bundle, String id) {
        display(bundle, id);
    }

    @Override
    public void clear(boolean wait) {
        // what a terminal has printed stays printed
    }

    @Override
    public synchronized boolean pass(String text) {
        if (text.isEmpty()) line.wipe();
        else line.show(text);
        return line.works();
    }

    @Override
    public boolean live() {
        return false;
    }

    private void save(MimeBundle bundle) {
        if (inline != InlinePictures.NONE) bundle.pixels().map(inline::escapes).ifPresent(out::print);
        try {
            if (bundle.data().get("image/svg+xml") instanceof String svg) {
                Files.writeString(next(".svg"), svg);
            } else if (bundle.data().get("image/png") instanceof String png) {
                Files.write(next(".png"), Base64.getMimeDecoder().decode(png));
            }
        } catch (IOException e) {
            out.println("(the figure could not be written: " + e + ")");
        }
    }

    private Path next(String ending) throws IOException {
        Files.createDirectories(figures);
        Path file = figures.resolve("figure-" + ++count + ending);
        out.println("figure: " + file);
        return file;
    }
}

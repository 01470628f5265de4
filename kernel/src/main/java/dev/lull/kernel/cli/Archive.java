package dev.lull.kernel.cli;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.cli.notebook.Cell;
import dev.lull.kernel.cli.notebook.Notebook;
import dev.lull.kernel.cli.page.HtmlPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The class-data archive that halves the start-up. It is made by a rehearsal: a kernel runs a few typical cells and
 * writes down the classes it loaded when it leaves. It fits one exact Java and these exact jars, so it is made on the
 * user's machine and not by the build.
 */
final class Archive {
    /** Tells a kernel that it is rehearsing, and the launcher where the archive goes. */
    static final String TRAIN = "LULL_TRAIN";
    private static final long WRITE_SECONDS = 120;

    private Archive() {
    }

    /** Makes the archive; returns where it is. */
    static Path make() throws IOException {
        Path archive = writable();
        Path fresh = archive.resolveSibling(archive.getFileName() + ".part");
        Files.deleteIfExists(fresh);
        Notebook book = rehearsal();
        Path folder = Files.createTempDirectory("lull-");
        try (NotebookRun run = new NotebookRun(folder, Map.of(TRAIN, fresh.toString()), WRITE_SECONDS)) {
            JsonObject info = run.greet();
            if (info == null) throw new IOException("the kernel did not start");
            for (Cell cell : book.cells()) if (cell.isCode()) run.run(cell, WRITE_SECONDS * 1000);
            for (String help : List.of("complete_request", "inspect_request", "is_complete_request")) {
                run.ask(help, typing(), WRITE_SECONDS * 1000);
            }
        } finally {
            Files.deleteIfExists(folder);
        }
        if (!Files.isRegularFile(fresh)) throw new IOException("this Java wrote no archive");
        Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
        return archive;
    }

    /** Somebody types {@code points.siz} and asks for help. */
    private static JsonObject typing() {
        JsonObject content = new JsonObject();
        content.put("code", "points.siz");
        content.put("cursor_pos", "points.siz".length());
        content.put("detail_level", 0);
        return content;
    }

    /** Uses in a rehearsing kernel what only the other commands use, so that one archive serves them all. */
    static void rehearseTheRest() {
        Notebook book = rehearsal();
        HtmlPage.of(book, Path.of("rehearsal.ipynb"), "lull");
        LullCommand.parse("run", "rehearsal.ipynb", "--html", "x.html");
        LullCommand.parse("script", "x.jsh");
    }

    private static Notebook rehearsal() {
        try (InputStream in = Archive.class.getResourceAsStream("rehearsal.ipynb")) {
            return Notebook.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "rehearsal.ipynb");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path writable() throws IOException {
        for (Path archive : Distribution.archives()) {
            try {
                Files.createDirectories(archive.getParent());
                if (Files.isWritable(archive.getParent())) return archive;
            } catch (IOException e) {
                // the next place, then
            }
        }
        throw new IOException("neither the distribution nor the cache folder can be written: " + Distribution.archives());
    }
}

package dev.lull.kernel.cli;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.cli.notebook.Cell;
import dev.lull.kernel.cli.notebook.Notebook;
import dev.lull.kernel.cli.page.HtmlPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lull run}: a notebook executed through the real kernel, with no Jupyter installed. */
@Command(name = "run", description = "Execute a notebook; write it back executed, and as an HTML page.",
        footer = {"", "Both are always written; by default to the current directory, as NAME.executed.ipynb and NAME.html.",
            "Exit status: 0 when every cell ended well, 1 when one did not; later cells are then not executed.",
            "A cell tagged raises-exception may fail; one tagged skip-execution is left alone."})
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NOTEBOOK", description = "The notebook (.ipynb).")
    Path notebook;

    @Option(names = {"-o", "--output"}, paramLabel = "OUT.ipynb", description = "Where the executed notebook goes.")
    Path output;

    @Option(names = "--html", paramLabel = "OUT.html", description = "Where the HTML page goes.")
    Path html;

    @Option(names = "--timeout", paramLabel = "S",
            description = "Seconds that a cell may take; it is then interrupted. Default: no limit.")
    Double timeout;

    private final CountDownLatch concluded = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException {
        if (timeout != null && !(timeout > 0)) {
            throw new UserError("--timeout is in seconds and must be above 0, not " + timeout + ".");
        }
        Notebook book = Notebook.read(notebook);
        if (book.language() != null && !book.language().equals("java")) {
            throw new UserError(notebook + " is written in " + book.language() + ", and Lull runs Java. "
                    + "If its cells are Java, set the notebook's kernel to \"Java (Lull)\".");
        }
        String name = notebook.getFileName().toString().replaceFirst("\\.ipynb$", "");
        if (output == null) output = Path.of(name + ".executed.ipynb");
        if (html == null) html = Path.of(name + ".html");
        NotebookRun run = new NotebookRun(notebook.toAbsolutePath().getParent());
        Thread onCtrlC = new Thread(() -> giveUp(run));
        Runtime.getRuntime().addShutdownHook(onCtrlC);
        try {
            RunReport report = new RunReport(notebook.getFileName().toString(), book.cells());
            CellEnd end;
            try (run) {
                end = execute(book, run, report);
            }
            write(book);
            return report.conclude(end, timeout);
        } finally {
            concluded.countDown();
        }
    }

    private CellEnd execute(Notebook book, NotebookRun run, RunReport report) {
        for (Cell cell : book.cells()) if (isToRun(cell)) cell.forget();
        JsonObject info = run.greet();
        if (info == null) return new CellEnd.Died(-1);
        book.executedBy(Kernelspec.asMetadata(), info.getObject("language_info", new JsonObject()));
        long timeoutMs = timeout == null ? -1 : (long) Math.ceil(timeout * 1000);
        for (Cell cell : book.cells()) {
            if (!isToRun(cell)) continue;
            report.begins(cell);
            CellEnd end = run.run(cell, timeoutMs, report::passes);
            boolean goOn = end instanceof CellEnd.Done
                    || end instanceof CellEnd.Failed && cell.hasTag("raises-exception");
            report.ended(goOn);
            if (!goOn) return end;
        }
        return new CellEnd.Done();
    }

    static boolean isToRun(Cell cell) {
        return cell.isCode() && !cell.hasTag("skip-execution") && !cell.source().isBlank();
    }

    private void write(Notebook book) {
        book.write(output);
        Notebook.writeWhole(html, HtmlPage.of(book, notebook, "lull " + Version.number()));
        System.out.println("wrote " + output + " and " + html);
    }

    /** Ctrl-C: the cells so far are still written, the kernel is still taken down, then the process goes. */
    private void giveUp(NotebookRun run) {
        run.cancel();
        try {
            concluded.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

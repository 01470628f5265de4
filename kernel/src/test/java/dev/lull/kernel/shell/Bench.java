package dev.lull.kernel.shell;

import dev.lull.kernel.display.DisplaySink;
import dev.lull.kernel.display.MimeBundle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A Java session on the workbench: cells in, outcomes and output out. */
final class Bench implements AutoCloseable {
    final JavaInterpreter java = new JavaInterpreter(JavaSettings.usual());
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<String> shown = new ArrayList<>();
    Input input = Input.NOBODY;
    private int cells;

    Outcome run(String code) {
        return java.execute(code, context());
    }

    ExecutionContext context() {
        return new ExecutionContext(++cells, out, err, sink, input, true);
    }

    ExecutionContext context(String shell) {
        return new ExecutionContext(shell, ++cells, out, err, sink, input, true, () -> false);
    }

    /** The plain text of the cell's value. */
    String value(String code) {
        Outcome outcome = run(code);
        if (outcome instanceof Outcome.Value value) {
            return value.bundle().plain();
        }
        throw new AssertionError(code + " has no value but " + outcome);
    }

    Outcome.Failure failure(String code) {
        Outcome outcome = run(code);
        if (outcome instanceof Outcome.Failure failure) {
            return failure;
        }
        throw new AssertionError(code + " did not fail but " + outcome);
    }

    static String told(Outcome.Failure failure) {
        return String.join("\n", failure.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        java.close();
    }

    private final DisplaySink sink = new DisplaySink() {
        @Override
        public void display(MimeBundle bundle, String id) {
            shown.add(bundle.plain());
        }

        @Override
        public void update(MimeBundle bundle, String id) {
            shown.add("update " + bundle.plain());
        }

        @Override
        public void clear(boolean wait) {
            shown.add("clear " + wait);
        }

        @Override
        public boolean live() {
            return true;
        }
    };
}

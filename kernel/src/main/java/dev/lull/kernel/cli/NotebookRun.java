package dev.lull.kernel.cli;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.lull.kernel.cli.notebook.Cell;
import dev.lull.kernel.cli.notebook.Outputs;
import dev.lull.kernel.jupyter.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Executes the cells of a notebook, one after the other, in a kernel started for it. Each run is used once. */
final class NotebookRun implements AutoCloseable {
    private static final long START_MS = TimeUnit.SECONDS.toMillis(60);
    private static final long SUBSCRIBE_MS = 300;
    private static final long GRACE_MS = TimeUnit.SECONDS.toMillis(10);
    /** So often is a cell that is late asked to stop: one that is still being compiled may miss the first. */
    private static final int INTERRUPTS = 10;

    private final KernelProcess kernel;
    private final KernelClient client;
    private final Outputs outputs = new Outputs();
    private final long leaveSeconds;
    private volatile boolean cancelled;

    NotebookRun(Path workingDirectory) throws IOException {
        this(workingDirectory, Map.of(), 5);
    }

    /** A run whose kernel gets these variables, and at its end so many seconds to leave. */
    NotebookRun(Path workingDirectory, Map<String, String> environment, long leaveSeconds) throws IOException {
        this.leaveSeconds = leaveSeconds;
        kernel = KernelProcess.start(workingDirectory, environment);
        client = new KernelClient(kernel.connection());
        kernel.process().onExit().thenRun(client::wake);
    }

    /** Ends the run as soon as can be; from any thread. */
    void cancel() {
        cancelled = true;
        client.wake();
    }

    /**
     * Waits for the kernel and asks who it is.
     *
     * @return the content of its kernel_info_reply, or null when it did not come up
     */
    JsonObject greet() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS);
        JsonObject info = null;
        boolean subscribed = false;
        client.ask("kernel_info_request", new JsonObject());
        while (System.nanoTime() < deadline) {
            switch (client.next(info == null ? START_MS : SUBSCRIBE_MS)) {
                case IOPUB   -> subscribed = true;
                case SHELL   -> info = client.message().content();
                case WOKEN   -> {
                    if (cancelled || !kernel.process().isAlive()) return null;
                }
                // answered before our subscription had reached it: ask again until both have been seen
                case NOTHING -> client.ask("kernel_info_request", new JsonObject());
                case CONTROL -> { }
            }
            if (info != null && subscribed) return info;
        }
        return null;
    }

    /** Runs one cell to its end, telling nobody of its progress. */
    CellEnd run(Cell cell, long timeoutMs) {
        return run(cell, timeoutMs, progress -> { });
    }

    /**
     * Runs one cell to its end.
     *
     * @param timeoutMs how long it may take, -1 for ever
     * @param passing   told the text of what the cell shows anew in the same place: its progress
     */
    CellEnd run(Cell cell, long timeoutMs, Consumer<String> passing) {
        String request = client.ask("execute_request", executeRequest(cell.source()));
        outputs.expect(request, cell);
        JsonObject reply = null;
        boolean idle = false;
        int interrupts = 0;
        long deadline = timeoutMs < 0 ? Long.MAX_VALUE : now() + timeoutMs;
        while (reply == null || !idle) {
            switch (client.next(deadline == Long.MAX_VALUE ? -1 : Math.max(0, deadline - now()))) {
                case IOPUB   -> idle |= published(client.message(), request, cell, passing);
                case SHELL   -> {
                    if (client.message().parentId().equals(request)) {
                        reply = client.message().content();
                        deadline = now() + GRACE_MS;         // the idle that goes with it does not take long
                    }
                }
                case WOKEN   -> {
                    if (cancelled) return new CellEnd.Cancelled();
                    if (!kernel.process().isAlive()) return new CellEnd.Died(kernel.process().exitValue());
                }
                case NOTHING -> {
                    if (reply != null) return interrupts > 0 ? new CellEnd.TimedOut(true) : end(reply);
                    if (interrupts++ == INTERRUPTS) return new CellEnd.TimedOut(false);
                    client.command("interrupt_request", new JsonObject());
                    deadline = now() + GRACE_MS / INTERRUPTS;
                }
                case CONTROL -> { }
            }
        }
        return interrupts > 0 ? new CellEnd.TimedOut(true) : end(reply);
    }

    /** Makes another request of the shell channel and waits for its answer; null when there is none. */
    JsonObject ask(String type, JsonObject content, long timeoutMs) {
        String request = client.ask(type, content);
        long deadline = now() + timeoutMs;
        while (now() < deadline && kernel.process().isAlive()) {
            if (client.next(deadline - now()) == KernelClient.Event.SHELL && client.message().parentId().equals(request)) {
                return client.message().content();
            }
        }
        return null;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** True when the kernel says that it has done with the request. */
    private boolean published(Message message, String request, Cell cell, Consumer<String> passing) {
        outputs.accept(message.parentId(), message.type(), message.content());
        if (!message.parentId().equals(request)) return false;
        if (message.type().equals("update_display_data")) {
            passing.accept(message.content().getObject("data", new JsonObject()).getString("text/plain", ""));
        }
        if (message.type().equals("execute_input")) cell.executionCount(message.content().getInt("execution_count", 0));
        return message.type().equals("status") && "idle".equals(message.content().getString("execution_state"));
    }

    private static CellEnd end(JsonObject reply) {
        if ("ok".equals(reply.getString("status"))) return new CellEnd.Done();
        List<String> traceback = reply.getArray("traceback", new JsonArray()).stream()
                .map(String::valueOf).toList();
        return new CellEnd.Failed(reply.getString("ename", "Error"), reply.getString("evalue", ""), traceback);
    }

    private static JsonObject executeRequest(String code) {
        JsonObject content = new JsonObject();
        content.put("code", code);
        content.put("silent", false);
        content.put("store_history", true);
        content.put("user_expressions", new JsonObject());
        content.put("allow_stdin", false);
        content.put("stop_on_error", true);
        return content;
    }

    /** Asks the kernel to leave, sees that it does, and brings the outputs into their final form. */
    @Override
    public void close() throws IOException {
        if (kernel.process().isAlive() && !cancelled) {
            JsonObject content = new JsonObject();
            content.put("restart", false);
            client.command("shutdown_request", content);
            kernel.stopWithin(leaveSeconds);
        }
        kernel.close();
        client.close();
        outputs.settle();
    }
}

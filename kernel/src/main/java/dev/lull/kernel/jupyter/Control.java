package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.shell.Interpreter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The control channel: a small door that is open while the shell is busy. */
final class Control {
    private final Interpreter interpreter;
    private final Shell shell;
    private final Outbox outbox;
    private final Runnable shutdown;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new KernelThread(task, "control"));

    Control(Interpreter interpreter, Shell shell, Outbox outbox, Runnable shutdown) {
        this.interpreter = interpreter;
        this.shell = shell;
        this.outbox = outbox;
        this.shutdown = shutdown;
    }

    /** Takes a request in; some front ends still send these by the shell channel. */
    void accept(Channel channel, Message request) {
        thread.execute(() -> Answering.busyAndIdle(outbox, request, () -> answer(channel, request)));
    }

    private void answer(Channel channel, Message request) {
        switch (request.type()) {
            case "kernel_info_request" -> outbox.reply(channel, request, Desk.kernelInfo(interpreter.info()));
            case "interrupt_request" -> {
                shell.interrupt(request);
                outbox.reply(channel, request, Json.of("status", "ok"));
            }
            case "shutdown_request" -> shutDown(channel, request);
            default -> outbox.reply(channel, request, Json.of("status", "error", "ename", "UnknownRequest",
                    "evalue", "This kernel does not know a " + request.type() + ".", "traceback", List.of()));
        }
    }

    private void shutDown(Channel channel, Message request) {
        JsonObject answer = Json.of("status", "ok", "restart", Json.flag(request.content(), "restart", false));
        outbox.publish(request.header(), "shutdown_reply", answer);
        outbox.reply(channel, request, answer);
        shutdown.run();
    }
}

package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.shell.Interpreter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The control channel: a small door that is open while the shell is busy. */
final class Control {
    private final Interpreter interpreter;
    private final Shells shells;
    private final Outbox outbox;
    private final Runnable shutdown;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new KernelThread(task, "control"));

    Control(Interpreter interpreter, Shells shells, Outbox outbox, Runnable shutdown) {
        this.interpreter = interpreter;
        this.shells = shells;
        this.outbox = outbox;
        this.shutdown = shutdown;
    }

    /** Takes a request in; some front ends still send these by the shell channel. */
    void accept(Channel channel, Message request) {
        thread.execute(() -> {
            Answering.busyAndIdle(outbox, request, () -> answer(channel, request));
            if (request.type().equals("shutdown_request")) {
                shutdown.run();         // not before idle has been said: it may be the end of the process
            }
        });
    }

    private void answer(Channel channel, Message request) {
        switch (request.type()) {
            case "kernel_info_request" -> outbox.reply(channel, request, Desk.kernelInfo(interpreter.info()));
            case "interrupt_request" -> {
                shells.main().interrupt(request);
                outbox.reply(channel, request, Json.of("status", "ok"));
            }
            case "shutdown_request" -> agreeToShutDown(channel, request);
            case "create_subshell_request" -> outbox.reply(channel, request, Json.of("status", "ok", "subshell_id", shells.create()));
            case "list_subshell_request" -> outbox.reply(channel, request, Json.of("status", "ok", "subshell_id", shells.ids()));
            case "delete_subshell_request" -> {
                String id = request.content().getString("subshell_id", "");
                outbox.reply(channel, request, shells.delete(id) ? Json.of("status", "ok") : noSubshell(id));
            }
            case "execute_request" -> {     // the others of its kind are answered by the shell that they are for
                JsonObject answer = noSubshell(request.header().getString("subshell_id"));
                answer.put("execution_count", 0);
                outbox.reply(channel, request, answer);
            }
            case "comm_open", "comm_msg", "comm_close" -> Log.write("a " + request.type() + " for a subshell that is not there");
            default -> outbox.reply(channel, request, error("UnknownRequest", "This kernel does not know a " + request.type() + "."));
        }
    }

    private JsonObject noSubshell(String id) {
        return error("UnknownSubshell", "There is no subshell " + id + "; there are " + shells.ids() + ". create_subshell_request, on the control channel, opens one.");
    }

    private static JsonObject error(String name, String message) {
        return Json.of("status", "error", "ename", name, "evalue", message, "traceback", List.of(message));
    }

    private void agreeToShutDown(Channel channel, Message request) {
        JsonObject answer = Json.of("status", "ok", "restart", Json.flag(request.content(), "restart", false));
        outbox.publish(request.header(), "shutdown_reply", answer);
        outbox.reply(channel, request, answer);
    }
}

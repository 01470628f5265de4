package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.shell.Completeness;
import dev.lull.kernel.shell.Completion;
import dev.lull.kernel.shell.Inspection;
import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.LanguageInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers what can be answered while a cell runs, on a thread of its own. */
final class Desk {
    private final Interpreter interpreter;
    private final Outbox outbox;
    private final History history;
    private final Comms comms;
    private final ConnectionInfo connection;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new KernelThread(task, "desk"));

    Desk(Interpreter interpreter, Outbox outbox, History history, Comms comms, ConnectionInfo connection) {
        this.connection = connection;
        this.interpreter = interpreter;
        this.outbox = outbox;
        this.history = history;
        this.comms = comms;
    }

    /** Takes a request in; it is answered on the channel that it came by, when what comes before it has had its time. */
    void accept(Channel channel, Message request, Runnable precedence) {
        thread.execute(() -> Answering.busyAndIdle(outbox, request, () -> {
            outbox.hasten();
            precedence.run();
            outbox.reply(channel, request, answer(request));
        }));
    }

    private JsonObject answer(Message request) {
        JsonObject content = request.content();
        try {
            return switch (request.type()) {
                case "kernel_info_request" -> kernelInfo(interpreter.info());
                case "complete_request" -> complete(content);
                case "inspect_request" -> inspect(content);
                case "is_complete_request" -> isComplete(content);
                case "history_request" -> Json.of("status", "ok", "history", history.find(content));
                case "comm_info_request" -> Json.of("status", "ok", "comms", comms.open(content.getString("target_name")));
                case "connect_request" -> Json.of("status", "ok", "shell_port", connection.shell(), "iopub_port", connection.iopub(),
                        "stdin_port", connection.stdin(), "control_port", connection.control(), "hb_port", connection.heartbeat());
                default -> throw new AssertionError("never sent here: " + request.type());
            };
        } catch (RuntimeException | Error e) {      // the interpreter's own fault, as in the shell
            Log.write("could not answer a " + request.type(), e);
            return Json.of("status", "error", "ename", e.getClass().getSimpleName(), "evalue", String.valueOf(e.getMessage()), "traceback", List.of());
        }
    }

    static JsonObject kernelInfo(LanguageInfo language) {
        return Json.of(
                "status", "ok",
                "protocol_version", Message.PROTOCOL,
                "implementation", "lull",
                "implementation_version", version(),
                "language_info", Json.of(
                        "name", language.name(), "version", language.version(), "mimetype", language.mimetype(),
                        "file_extension", language.fileExtension(), "pygments_lexer", language.pygmentsLexer(),
                        "codemirror_mode", language.codemirrorMode(), "nbconvert_exporter", "script"),
                "banner", language.banner(),
                "debugger", false,
                "supported_features", List.of(Shells.FEATURE),
                "help_links", List.of(
                        Json.of("text", "Java API", "url", "https://docs.oracle.com/en/java/javase/17/docs/api/"),
                        Json.of("text", "Linux RCU", "url", "https://docs.kernel.org/RCU/index.html")));
    }

    private static String version() {
        String version = Desk.class.getPackage().getImplementationVersion();
        return version == null ? "0.0.0" : version;
    }

    private JsonObject complete(JsonObject content) {
        String code = content.getString("code", "");
        int cursor = cursorIn(content, code);
        Completion found = interpreter.complete(code, cursor);
        List<JsonObject> types = found.matches().stream().map(match -> Json.of(
                "start", found.start(), "end", found.end(), "text", match.text(), "type", match.kind(), "signature", match.signature())).toList();
        return Json.of(
                "status", "ok", "cursor_start", found.start(), "cursor_end", found.end(),
                "matches", found.matches().stream().map(Completion.Match::text).toList(),
                "metadata", Json.of("_jupyter_types_experimental", types));
    }

    private JsonObject inspect(JsonObject content) {
        String code = content.getString("code", "");
        Inspection inspection = interpreter.inspect(code, cursorIn(content, code), content.getInt("detail_level", 0));
        return Json.of(
                "status", "ok", "found", inspection.found().isPresent(),
                "data", inspection.found().map(bundle -> bundle.data()).orElse(Map.of()),
                "metadata", inspection.found().map(bundle -> bundle.metadata()).orElse(Map.of()));
    }

    /** A cursor of -1 or none means the end of the code. */
    private static int cursorIn(JsonObject content, String code) {
        int length = code.codePointCount(0, code.length());
        int cursor = content.get("cursor_pos") instanceof Number asked ? (int) asked.doubleValue() : length;     // the greatest int for what is greater
        return cursor < 0 ? length : Math.min(cursor, length);
    }

    private JsonObject isComplete(JsonObject content) {
        Completeness completeness = interpreter.isComplete(content.getString("code", ""));
        JsonObject reply = Json.of("status", completeness.status().name().toLowerCase(Locale.ROOT));
        if (completeness.status() == Completeness.Status.INCOMPLETE) {
            reply.put("indent", completeness.indent());
        }
        return reply;
    }
}

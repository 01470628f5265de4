package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.display.Display;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Interpreter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The open comms of a session, and the targets to which a front end may open one. From a cell:
 * {@code Comms.target("slider", comm -> comm.onMessage(data -> ...))} or {@code Comms.open("slider", Map.of(...))}.
 */
public final class Comms {
    private static volatile Comms ofThisProcess;

    private final Interpreter interpreter;
    private final Map<String, Consumer<Comm>> targets = new ConcurrentHashMap<>();
    private final Map<String, Comm> open = new ConcurrentHashMap<>();
    private volatile CellOutput current;

    Comms(Interpreter interpreter) {
        this.interpreter = interpreter;
        ofThisProcess = this;
    }

    /** Lets front ends open comms to this target; the handler is told of each. */
    public static void target(String name, Consumer<Comm> onOpen) {
        inThisProcess().targets.put(name, onOpen);
    }

    /** Opens a comm to a target in the front end. */
    public static Comm open(String target, Map<String, ?> data) {
        Comms comms = inThisProcess();
        Comm comm = new Comm(UUID.randomUUID().toString(), target, comms);
        comms.open.put(comm.id(), comm);
        try {
            comms.publish("comm_open", Json.of("comm_id", comm.id(), "target_name", target, "data", Json.of(data)));
        } catch (RuntimeException noJson) {
            comms.forget(comm);
            throw noJson;
        }
        return comm;
    }

    private static Comms inThisProcess() {
        Comms comms = ofThisProcess;
        if (comms == null) {
            throw new IllegalStateException("Comms need a Jupyter front end, and this session has none.");
        }
        return comms;
    }

    /** The open comms, all or those of one target, as comm_info_reply lists them. */
    JsonObject open(String target) {
        JsonObject answer = new JsonObject();
        open.values().stream().filter(comm -> target == null || target.equals(comm.target()))
                .forEach(comm -> answer.put(comm.id(), Json.of("target_name", comm.target())));
        return answer;
    }

    /** Does what a comm message says, the user's handlers in a cell's surroundings. */
    void handle(Message message, CellOutput output, ExecutionContext context) {
        under(output);
        JsonObject content = message.content();
        String id = content.getString("comm_id", "");
        JsonObject data = content.getObject("data", new JsonObject());
        Comm comm = open.get(id);
        switch (message.type()) {
            case "comm_open" -> opened(id, content.getString("target_name", ""), context);
            case "comm_msg" -> {
                if (comm != null) {
                    interpreter.call(() -> comm.received(data), context);
                }
            }
            case "comm_close" -> {
                if (comm != null) {
                    forget(comm);
                    interpreter.call(() -> comm.closed(data), context);
                }
            }
            default -> throw new AssertionError("never sent here: " + message.type());
        }
        output.flush();
    }

    private void opened(String id, String target, ExecutionContext context) {
        Consumer<Comm> onOpen = targets.get(target);
        Comm comm = new Comm(id, target, this);
        if (onOpen == null) {
            Log.write("nobody here answers comms to " + target);
            comm.close();
            return;
        }
        open.put(id, comm);
        interpreter.call(() -> onOpen.accept(comm), context);
    }

    void forget(Comm comm) {
        open.remove(comm.id());
    }

    /** The cell under whose request comm messages go out, after what it has printed, if they come from a thread that belongs to none. */
    void under(CellOutput output) {
        current = output;
    }

    void publish(String type, JsonObject content) {
        CellOutput cell = Display.sink() instanceof CellOutput own ? own : current;
        cell.say(type, content);
    }
}

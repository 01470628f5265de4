package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import java.util.Map;
import java.util.function.Consumer;

/** One open line between a cell and something in the front end, such as a widget. */
public final class Comm {
    private final String id;
    private final String target;
    private final Comms comms;
    private volatile Consumer<Map<String, Object>> onMessage = data -> { };
    private volatile Consumer<Map<String, Object>> onClose = data -> { };

    Comm(String id, String target, Comms comms) {
        this.id = id;
        this.target = target;
        this.comms = comms;
    }

    /** The id that both ends use. */
    public String id() {
        return id;
    }

    /** What the other end is called. */
    public String target() {
        return target;
    }

    /** Sends data to the front end. */
    public void send(Map<String, ?> data) {
        comms.publish("comm_msg", Json.of("comm_id", id, "data", Json.of(data)));
    }

    /** Closes the line from this side. */
    public void close() {
        comms.forget(this);
        comms.publish("comm_close", Json.of("comm_id", id, "data", new JsonObject()));
    }

    /** What to do with data from the front end. */
    public Comm onMessage(Consumer<Map<String, Object>> handler) {
        onMessage = handler;
        return this;
    }

    /** What to do when the front end closes the line. */
    public Comm onClose(Consumer<Map<String, Object>> handler) {
        onClose = handler;
        return this;
    }

    void received(JsonObject data) {
        onMessage.accept(data);
    }

    void closed(JsonObject data) {
        onClose.accept(data);
    }
}

package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Everything that the kernel says, under the right parent and on the right channel. */
final class Outbox {
    private final String session = UUID.randomUUID().toString();
    private Sockets sockets;

    /** To be called once, before anything is sent. */
    void use(Sockets sockets) {
        this.sockets = sockets;
    }

    /** Answers a request on the channel that it came by; it goes out with the idle status that follows. */
    void reply(Channel channel, Message request, JsonObject content) {
        reply(channel, request, content, new JsonObject());
    }

    /** Answers a request, with metadata. */
    void reply(Channel channel, Message request, JsonObject content, JsonObject metadata) {
        String type = request.type().replace("_request", "_reply");
        sockets.enclose(channel, Message.under(request.header(), request.identities(), session, type, content).carrying(metadata, List.of()));
    }

    /** Asks the front end that sent this request, on the stdin channel. */
    void ask(Message request, JsonObject content) {
        sockets.send(Channel.STDIN, Message.under(request.header(), request.identities(), session, "input_request", content));
    }

    /** Tells every front end. */
    void publish(JsonObject parent, String type, JsonObject content) {
        publish(parent, type, content, new JsonObject(), List.of());
    }

    /** Tells every front end, with metadata and buffers. */
    void publish(JsonObject parent, String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        sockets.send(Channel.IOPUB, Message.under(parent, topic(type), session, type, content).carrying(metadata, buffers));
    }

    /** The same, but together with what follows at once. */
    void enclose(JsonObject parent, String type, JsonObject content) {
        sockets.enclose(Channel.IOPUB, Message.under(parent, topic(type), session, type, content));
    }

    /** See {@link Sockets#hasten}. */
    void hasten() {
        sockets.hasten();
    }

    /** Tells every front end what the kernel is doing: starting, busy or idle. */
    void status(JsonObject parent, String state) {
        publish(parent, "status", Json.of("execution_state", state));
    }

    /** Greets whoever has subscribed, so that a front end knows from when on it misses nothing. */
    void welcome(String subscription) {
        sockets.greet(Message.under(new JsonObject(), topic(subscription), session, "iopub_welcome", Json.of("subscription", subscription)));
    }

    /** See {@link Sockets#awaitRoom}. */
    void awaitRoom() throws InterruptedException {
        sockets.awaitRoom();
    }

    private static List<byte[]> topic(String name) {
        return List.of(name.getBytes(StandardCharsets.UTF_8));
    }
}

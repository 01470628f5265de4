package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One message of the protocol.
 *
 * @param identities the route back to the sender; on iopub the topic
 * @param parent     the header of the message that this one answers; empty when there is none
 * @param buffers    raw bytes that follow the JSON parts
 */
public record Message(
        List<byte[]> identities, JsonObject header, JsonObject parent, JsonObject metadata, JsonObject content, List<byte[]> buffers) {
    /** The version of the protocol that Lull speaks. */
    public static final String PROTOCOL = "5.5";

    /** The message's type, such as {@code execute_request}. */
    public String type() {
        return header.getString("msg_type", "");
    }

    /** The message's id. */
    public String id() {
        return header.getString("msg_id", "");
    }

    /** The session that sent it. */
    public String session() {
        return header.getString("session", "");
    }

    /** When it was sent, if its header says so well enough. */
    Optional<Sent> sentAt() {
        return Sent.on(header.getString("date", ""));
    }

    /** The id of the message that this one answers, or an empty text. */
    public String parentId() {
        return parent.getString("msg_id", "");
    }

    /** A message that answers nothing. */
    public static Message request(String session, String type, JsonObject content) {
        return new Message(List.of(), newHeader(session, type), new JsonObject(), new JsonObject(), content, List.of());
    }

    /** An answer, or an output, that belongs to a message with this header. */
    public static Message under(JsonObject parent, List<byte[]> identities, String session, String type, JsonObject content) {
        return new Message(identities, newHeader(session, type), parent, new JsonObject(), content, List.of());
    }

    /** This message with other metadata and buffers. */
    public Message carrying(JsonObject metadata, List<byte[]> buffers) {
        return new Message(identities, header, parent, metadata, content, buffers);
    }

    private static JsonObject newHeader(String session, String type) {
        JsonObject header = new JsonObject();
        header.put("msg_id", UUID.randomUUID().toString());
        header.put("session", session);
        header.put("username", "lull");
        header.put("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        header.put("msg_type", type);
        header.put("version", PROTOCOL);
        return header;
    }
}

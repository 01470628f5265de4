package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages as frames on a socket, and back. Used by both ends. */
public final class Wire {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int JSON_PARTS = 4;

    private final Signer signer;
    private final Replays replays = new Replays();

    /** A wire on which this signer signs and checks. */
    public Wire(Signer signer) {
        this.signer = signer;
    }

    /** Something arrived that is no message; nothing of it was used. */
    public static final class Malformed extends Exception {
        Malformed(String why) {
            super(why);
        }
    }

    /** The frames of a message. */
    public List<byte[]> encode(Message message) {
        List<byte[]> json = List.of(
                bytes(message.header()), bytes(message.parent()), bytes(message.metadata()), bytes(message.content()));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(json));
        frames.addAll(json);
        frames.addAll(message.buffers());
        return frames;
    }

    /** The message in these frames; its signature is checked before anything is parsed. */
    public Message decode(List<byte[]> frames) throws Malformed {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        int first = delimiter + 2;
        if (first + JSON_PARTS > frames.size()) {
            throw new Malformed(frames.size() + " frames where a delimiter, a signature and four JSON parts belong");
        }
        List<byte[]> json = frames.subList(first, first + JSON_PARTS);
        if (!signer.accepts(frames.get(delimiter + 1), json)) {
            throw new Malformed("a wrong signature");
        }
        if (signer.signs() && replays.holds(frames.get(delimiter + 1))) {
            throw new Malformed("a message that has come before");
        }
        Message message = new Message(
                List.copyOf(frames.subList(0, delimiter)), object(json.get(0), "header"), object(json.get(1), "parent header"),
                object(json.get(2), "metadata"), object(json.get(3), "content"),
                List.copyOf(frames.subList(first + JSON_PARTS, frames.size())));
        if (message.type().isEmpty() || message.id().isEmpty()) {
            throw new Malformed("a header without msg_type or msg_id");
        }
        return message;
    }

    private static byte[] bytes(JsonObject json) {
        return JsonWriter.string(Json.plain(json)).getBytes(StandardCharsets.UTF_8);
    }

    /** A null stands for a part that has nothing in it. */
    private static JsonObject object(byte[] part, String which) throws Malformed {
        if (Arrays.equals(part, NULL)) {
            return new JsonObject();
        }
        try {
            return JsonParser.object().from(new String(part, StandardCharsets.UTF_8));
        } catch (JsonParserException | StackOverflowError e) {
            throw new Malformed("a " + which + " that is no JSON object");
        }
    }
}

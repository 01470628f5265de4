package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages as frames, and what they may hold. */
class WireTest {
    private static final int PARENT = 3;
    private static final int CONTENT = 5;

    private static String content(Object value) {
        Message message = Message.request("session", "comm_msg", Json.of("v", value));
        return new String(new Wire(new Signer("key")).encode(message).get(CONTENT), StandardCharsets.UTF_8);
    }

    @Test void what_is_no_number_for_json_is_null() {
        assertThat(content(Double.NaN)).isEqualTo("{\"v\":null}");
        assertThat(content(List.of(Float.POSITIVE_INFINITY, 1.5f))).isEqualTo("{\"v\":[null,1.5]}");
        assertThat(content(Map.of("deep", new double[] {Double.NEGATIVE_INFINITY, 2}))).isEqualTo("{\"v\":{\"deep\":[null,2.0]}}");
    }

    @Test void arrays_characters_and_nulls_are_told_as_what_they_are() {
        assertThat(content(Arrays.asList('c', null, new int[][] {{1}, {}}, true))).isEqualTo("{\"v\":[\"c\",null,[[1],[]],true]}");
    }

    @Test void a_header_comes_back_as_it_was_sent() throws Wire.Malformed {
        JsonObject header = Message.request("session", "x_request", Json.of()).header();
        header.putAll(Json.of("big", 12345678901L, "nothing", null, "list", List.of("\uD83D\uDE00", 2.5)));
        Message reply = Message.under(header, List.of(), "kernel", "x_reply", Json.of());

        Message received = new Wire(new Signer("key")).decode(new Wire(new Signer("key")).encode(reply));

        assertThat(received.parent()).isEqualTo(header);
    }

    @Test void parts_that_are_null_have_nothing_in_them() throws Wire.Malformed {
        Wire wire = new Wire(new Signer(""));
        List<byte[]> frames = wire.encode(Message.request("session", "comm_msg", Json.of("v", 1)));
        for (int part = PARENT; part <= CONTENT; part++) {
            frames.set(part, "null".getBytes(StandardCharsets.UTF_8));
        }

        Message received = wire.decode(frames);

        assertThat(List.of(received.parent(), received.metadata(), received.content())).allMatch(JsonObject::isEmpty);
    }
}

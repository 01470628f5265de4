package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no front end should send, and what the kernel makes of it: nothing. */
@Timeout(60)
class NoiseTest {
    @TempDir Path folder;
    private FrontEnd front;

    @BeforeEach void open() throws IOException {
        front = new FrontEnd(new Echo(), folder.resolve("history.jsonl"));
    }

    @AfterEach void close() {
        front.close();
    }

    private void assertThatItLives() {
        assertThat(front.ask("execute_request", "code", "alive")).containsEntry("status", "ok").containsEntry("execution_count", 1);
    }

    @Test void a_wrong_signature_runs_nothing() {
        List<byte[]> frames = front.framesOf("execute_request", "code", "evil");
        frames.set(1, "0".repeat(64).getBytes(StandardCharsets.US_ASCII));
        FrontEnd.sendFrames(front.shell, frames);

        assertThatItLives();
    }

    @Test void what_is_sent_a_second_time_runs_nothing() {
        List<byte[]> overheard = front.framesOf("execute_request", "code", "fail again", "store_history", false);
        FrontEnd.sendFrames(front.shell, overheard);
        front.receive(front.shell);
        FrontEnd.sendFrames(front.shell, overheard);

        assertThatItLives();
    }

    @Test void no_signature_at_all_runs_nothing() {
        List<byte[]> frames = front.framesOf("execute_request", "code", "evil");
        frames.set(1, new byte[0]);
        FrontEnd.sendFrames(front.shell, frames);

        assertThatItLives();
    }

    @Test void missing_and_extra_frames_are_survived() {
        for (int kept = 1; kept < 6; kept++) {
            FrontEnd.sendFrames(front.shell, front.framesOf("execute_request", "code", "evil").subList(0, kept));
        }
        List<byte[]> noDelimiter = front.framesOf("execute_request", "code", "evil");
        noDelimiter.remove(0);
        FrontEnd.sendFrames(front.shell, noDelimiter);
        FrontEnd.sendFrames(front.control, List.of(new byte[0]));
        FrontEnd.sendFrames(front.stdin, List.of("noise".getBytes(StandardCharsets.UTF_8)));

        assertThatItLives();
    }

    @Test void broken_json_with_a_right_signature_is_survived() {
        Signer signer = new Signer(FrontEnd.KEY);
        byte[] fine = "{}".getBytes(StandardCharsets.UTF_8);
        for (String broken : List.of("", "{", "[]", "null", "{\"msg_type\":1,\"msg_id\":2}", "{}", "[".repeat(200_000), "\u0000")) {
            List<byte[]> parts = List.of(broken.getBytes(StandardCharsets.UTF_8), fine, fine, fine);
            List<byte[]> frames = new ArrayList<>(List.of("<IDS|MSG>".getBytes(StandardCharsets.US_ASCII), signer.sign(parts)));
            frames.addAll(parts);
            FrontEnd.sendFrames(front.shell, frames);
        }

        assertThatItLives();
    }

    @Test void contents_of_the_wrong_kind_are_answered_all_the_same() {
        front.send(front.shell, "execute_request", "code", 5, "silent", "yes", "user_expressions", List.of());
        front.send(front.shell, "no_such_request");
        front.ask("complete_request", "code", 1, "cursor_pos", "far");
        front.ask("inspect_request");
        front.ask("history_request", "hist_access_type", "guess", "n", "many");

        assertThat(front.ask("execute_request", "code", "alive")).containsEntry("status", "ok");
    }

    @Test void a_cursor_beyond_all_bounds_stands_at_the_end() {
        for (Object far : List.of(1_000_000, 1L << 31, 1L << 63 - 1, 1e300)) {
            assertThat(front.ask("complete_request", "code", "abc", "cursor_pos", far)).containsEntry("cursor_end", 3);
        }
    }

    @Test void strangers_at_the_ports_are_survived() throws IOException {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        for (int port : List.of(front.connection.shell(), front.connection.iopub(), front.connection.heartbeat())) {
            try (Socket stranger = new Socket("127.0.0.1", port); OutputStream out = stranger.getOutputStream()) {
                out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(noise);
            } catch (IOException hungUpOn) {
                continue;
            }
        }

        assertThatItLives();
    }

    @Test void a_thousand_requests_at_once_are_all_answered() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(front.send(front.shell, "execute_request", "code", "number " + i));
        }

        assertThat(ids).allSatisfy(id -> assertThat(front.replyTo(front.shell, id).content()).containsEntry("status", "ok"));
    }

    @Test void a_key_appears_in_no_text_of_ours() {
        assertThat(front.connection.toString()).doesNotContain(FrontEnd.KEY);
    }
}

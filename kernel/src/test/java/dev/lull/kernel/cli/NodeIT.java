package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A front end that is neither Python nor ours: Node with ZeroMQ's own library, as in VS Code and other editors. */
class NodeIT {
    private static final String ZEROMQ = "zeromq@6";

    @TempDir
    Path folder;

    @Test
    void a_node_client_runs_cells_completes_interrupts_and_shuts_down() throws Exception {
        Needed.program("node", "nodejs");
        Needed.program("npm", "npm");
        Lull.Ended installed = Lull.run(folder, Map.of(), List.of("npm", "install", "--no-audit", "--no-fund", "--prefer-offline", ZEROMQ));
        assertThat(installed.status()).as(installed.out() + installed.err()).isZero();
        try (InputStream in = NodeIT.class.getResourceAsStream("client.mjs")) {
            Files.copy(in, folder.resolve("client.mjs"));
        }
        Path connection = connectionFile();
        Process kernel = Lull.start(folder, Map.of("XDG_DATA_HOME", folder.toString()), Lull.command("kernel", connection.toString()),
                folder.resolve("kernel.out"), folder.resolve("kernel.err"));

        try {
            Lull.Ended client = Lull.run(folder, Map.of(), List.of("node", "client.mjs", connection.toString()));

            assertThat(client.out()).as(client.err()).isEqualTo("""
                    welcomed iopub_welcome
                    ok java 5.5
                    ok status execute_input stream execute_result status
                    🐧 42
                    toUpperCase( 4 9
                    ok Interrupted
                    ok
                    """);
            assertThat(kernel.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(kernel.exitValue()).isZero();
        } finally {
            kernel.destroyForcibly();
        }
    }

    private Path connectionFile() throws IOException {
        JsonObject json = new JsonObject();
        json.putAll(Map.of("transport", "tcp", "ip", "127.0.0.1", "key", "a key of the test's own", "signature_scheme", "hmac-sha256"));
        List<ServerSocket> held = new ArrayList<>();
        for (String name : List.of("shell", "iopub", "stdin", "control", "hb")) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            json.put(name + "_port", held.get(held.size() - 1).getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return Files.writeString(folder.resolve("connection.json"), JsonWriter.string((Object) json));
    }
}

package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection file, and what is wrong with it. */
class ConnectionInfoTest {
    private static final String PORTS = "\"shell_port\":1,\"iopub_port\":2,\"stdin_port\":3,\"control_port\":4,\"hb_port\":5";

    @TempDir Path folder;

    private ConnectionInfo read(String json) throws IOException {
        return ConnectionInfo.read(Files.writeString(folder.resolve("connection.json"), json));
    }

    @Test void what_the_file_leaves_out_is_as_usual() throws IOException {
        ConnectionInfo info = read("{" + PORTS + ",\"more\":[]}");

        assertThat(info.address(info.shell())).isEqualTo("tcp://127.0.0.1:1");
        assertThat(info.key()).isEmpty();
    }

    @Test void what_lull_cannot_do_is_refused_with_what_it_can() {
        assertThatThrownBy(() -> read("{" + PORTS + ",\"transport\":\"pigeon\"}")).hasMessageContaining("pigeon").hasMessageContaining("tcp and ipc");
        assertThatThrownBy(() -> read("{" + PORTS + ",\"signature_scheme\":\"hmac-md5\"}")).hasMessageContaining("hmac-md5").hasMessageContaining("hmac-sha256");
        assertThatThrownBy(() -> read("{\"shell_port\":0}")).hasMessageContaining("shell_port: 0");
        assertThatThrownBy(() -> ConnectionInfo.read(folder.resolve("nowhere.json"))).hasMessageContaining("no connection file");
    }

    @Test void a_secret_is_not_told_by_what_is_said_of_a_broken_file() {
        assertThatThrownBy(() -> read("{\"key\":\"sesame\",")).hasMessageContaining("not a Jupyter connection file").hasMessageNotContaining("sesame");
    }

    @Test void a_port_that_is_taken_is_named() throws IOException {
        try (ServerSocket holder = new ServerSocket(0)) {
            int port = holder.getLocalPort();
            ConnectionInfo info = new ConnectionInfo("tcp", "127.0.0.1", port, port, port, port, port, "", "lull");

            assertThatThrownBy(() -> new KernelServer(info, new Echo(), folder.resolve("history.jsonl")))
                    .hasMessageContaining("tcp://127.0.0.1:" + port).hasMessageContaining("another process holds the port");
        }
    }
}

package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ipc transport; the library at this end speaks only tcp, so that is as far as a visit goes. */
@Timeout(30)
class IpcTest {
    @TempDir Path folder;

    @Test void every_channel_greets_its_visitors_and_leaves_no_socket_behind() throws IOException {
        ConnectionInfo connection = new ConnectionInfo("ipc", folder.resolve("k").toString(), 1, 2, 3, 4, 5, FrontEnd.KEY, "lull");
        Files.writeString(folder.resolve("k-1"), "left behind by a kernel that was killed");

        try (KernelServer server = new KernelServer(connection, new Echo(), folder.resolve("history.jsonl"))) {
            for (int channel = 1; channel <= 5; channel++) {
                assertThat(firstByteAt(folder.resolve("k-" + channel))).as("ZeroMQ's greeting").isEqualTo((byte) 0xff);
            }
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(p -> p.getFileName().toString().startsWith("k-"))).isEmpty();
        }
    }

    @Test void last_words_reach_a_visitor_before_the_door_is_closed() throws IOException {
        byte[] words = "idle".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); SocketChannel visitor = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            UnixDoor door = new UnixDoor(folder.resolve("door"), inside.getLocalPort());
            visitor.connect(UnixDomainSocketAddress.of(folder.resolve("door")));
            try (Socket speaker = inside.accept()) {
                speaker.getOutputStream().write(words[0]);
                assertThat(visitor.read(ByteBuffer.allocate(1))).as("what proves that they are connected").isEqualTo(1);
                speaker.getOutputStream().write(words, 1, words.length - 1);
            }

            door.close();

            visitor.configureBlocking(false);       // it is all there
            ByteBuffer heard = ByteBuffer.allocate(words.length + 1);
            while (visitor.read(heard) > 0) {
                continue;
            }
            assertThat(heard.position()).isEqualTo(words.length - 1);
        }
    }

    private static byte firstByteAt(Path path) throws IOException {
        try (SocketChannel visitor = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            ByteBuffer one = ByteBuffer.allocate(1);
            visitor.read(one);
            return one.get(0);
        }
    }
}

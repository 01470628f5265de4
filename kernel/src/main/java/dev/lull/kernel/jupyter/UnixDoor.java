package dev.lull.kernel.jupyter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ipc transport: a Unix-domain socket whose every connection is carried on, byte for byte, to a ZeroMQ socket at a
 * loopback port. ZeroMQ's protocol is the same on both, and the library (JeroMQ 0.6) knows no Unix-domain sockets.
 */
final class UnixDoor implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Path path;
    private final int port;
    private final ServerSocketChannel server;

    /** Opens the door at this path, in the place of one that a former kernel may have left there. */
    UnixDoor(Path path, int port) throws IOException {
        this.path = path;
        this.port = port;
        Files.deleteIfExists(path);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        new KernelThread(this::admit, "ipc " + path.getFileName()).start();
    }

    private void admit() {
        try {
            while (true) {
                connect(server.accept());
            }
        } catch (IOException closed) {
            // The kernel is shutting down.
        }
    }

    private void connect(SocketChannel visitor) {
        try {
            SocketChannel inner = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            inner.setOption(StandardSocketOptions.TCP_NODELAY, true);
            new KernelThread(() -> carry(visitor, inner), "ipc in").start();
            new KernelThread(() -> carry(inner, visitor), "ipc out").start();
        } catch (IOException e) {
            Log.write("could not let somebody in at " + path, e);
        }
    }

    private static void carry(SocketChannel from, SocketChannel to) {
        try (from; to) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException hungUp) {
            // One end has gone, and both are closed now.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            Log.write("could not remove " + path, e);
        }
    }
}

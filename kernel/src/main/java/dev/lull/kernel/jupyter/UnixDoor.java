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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The ipc transport: a Unix-domain socket whose every connection is carried on, byte for byte, to a ZeroMQ socket at a
 * loopback port. ZeroMQ's protocol is the same on both, and the library (JeroMQ 0.6) knows no Unix-domain sockets.
 */
final class UnixDoor implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final long LAST_WORDS_MS = 1000;

    private final Path path;
    private final int port;
    private final ServerSocketChannel server;
    private final Set<Thread> outward = ConcurrentHashMap.newKeySet();

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
            Thread out = new KernelThread(() -> {
                carry(inner, visitor);
                outward.remove(Thread.currentThread());
            }, "ipc out");
            outward.add(out);
            out.start();
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

    /** To be called when the ZeroMQ socket has been closed: what it has said last is carried to the visitors before the process may end. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            Log.write("could not remove " + path, e);
        }
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_WORDS_MS);
        try {
            for (Thread carrier : outward) {
                carrier.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));      // 0 would be for ever
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

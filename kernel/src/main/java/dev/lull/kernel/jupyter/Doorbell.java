package dev.lull.kernel.jupyter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.Semaphore;

/**
 * Wakes the socket thread from its poll. Whoever rings may be a cell's thread and interrupted at any moment, which would
 * close a pipe that it writes to; so a servant writes.
 */
final class Doorbell implements AutoCloseable {
    private final Pipe pipe;
    private final Semaphore rings = new Semaphore(0);
    private volatile boolean closed;

    Doorbell() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        Thread servant = new KernelThread(this::serve, "doorbell");
        servant.setPriority(Thread.MAX_PRIORITY);
        servant.start();
    }

    /** What becomes readable when somebody has rung. */
    SelectableChannel channel() {
        return pipe.source();
    }

    void ring() {
        rings.release();
    }

    /** Makes the channel quiet again; called before looking for what the ringing was about. */
    void answer() {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(64);
            while (pipe.source().read(buffer) > 0) {
                buffer.clear();
            }
        } catch (IOException e) {
            throw new AssertionError("only the owner closes the pipe", e);
        }
    }

    private void serve() {
        try {
            while (!closed) {
                rings.acquire();
                rings.drainPermits();
                pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            }
        } catch (InterruptedException | IOException e) {
            if (!closed) {
                throw new AssertionError("nobody interrupts the servant, and only the owner closes the pipe", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        rings.release();
        try {
            pipe.sink().close();
            pipe.source().close();
        } catch (IOException e) {
            Log.write("a pipe would not close", e);
        }
    }
}

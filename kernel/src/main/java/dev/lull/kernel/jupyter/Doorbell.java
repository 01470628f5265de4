package dev.lull.kernel.jupyter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes the socket thread from its poll, once for however many ring before it answers. A cell's thread may be interrupted
 * at any moment, which would close a pipe that it writes to; for such a thread a servant rings.
 */
final class Doorbell implements AutoCloseable {
    private static final byte[] RING = {1};

    private final Pipe pipe;
    private final ByteBuffer heard = ByteBuffer.allocate(64);
    private final Semaphore rings = new Semaphore(0);
    private final AtomicBoolean rung = new AtomicBoolean();
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
        if (rung.getAndSet(true)) {
            return;
        }
        if (Thread.currentThread() instanceof KernelThread) {
            write();
        } else {
            rings.release();
        }
    }

    /** Makes the channel quiet again; called before looking for what the ringing was about. */
    void answer() {
        try {
            heard.clear();
            pipe.source().read(heard);      // if there is more, the next poll says so
            rung.set(false);
        } catch (IOException e) {
            throw new AssertionError("only the owner closes the pipe", e);
        }
    }

    private void write() {
        try {
            pipe.sink().write(ByteBuffer.wrap(RING));
        } catch (IOException e) {
            if (!closed) {
                throw new AssertionError("only the owner closes the pipe", e);
            }
        }
    }

    private void serve() {
        try {
            while (!closed) {
                rings.acquire();
                rings.drainPermits();
                write();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the servant", e);
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

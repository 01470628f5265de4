package dev.lull.kernel.jupyter;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicLong;
import org.zeromq.ZContext;
import zmq.Ctx;
import zmq.IMailbox;
import zmq.Mailbox;

/**
 * How JeroMQ's threads wake each other. One writes a byte into the other's pipe, then counts it. On a busy machine the woken thread
 * takes the waker's processor in between, finds a byte that has not been counted, and asks again and again for as long as it is let,
 * milliseconds of each cell (jeromq 0.6.0, zmq.Signaler.send). So here a byte is counted while it is being written. JeroMQ has no
 * setting for this; its fields are opened.
 */
final class Signals {
    private Signals() {}

    /**
     * Mends the signals of all sockets and threads that the context has by now.
     *
     * @return how many; 0 with a JeroMQ that is made in another way, which then wakes as it likes
     */
    static int countBeforeTheyArrive(ZContext context) {
        int mended = 0;
        try {
            Ctx ctx = (Ctx) opened(context.getContext(), "ctx").get(context.getContext());
            for (IMailbox mailbox : (IMailbox[]) opened(ctx, "slots").get(ctx)) {
                if (mailbox instanceof Mailbox) {
                    Object signaler = opened(mailbox, "signaler").get(mailbox);
                    Field written = opened(signaler, "w");
                    AtomicLong counted = (AtomicLong) opened(signaler, "wcursor").get(signaler);
                    written.set(signaler, new CountedWhileWritten((Pipe.SinkChannel) written.get(signaler), counted));
                    mended++;
                }
            }
        } catch (ReflectiveOperationException | RuntimeException anotherJeroMq) {
            Log.write("JeroMQ's signals stay as they are", anotherJeroMq);
        }
        return mended;
    }

    private static Field opened(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** JeroMQ's end of a pipe into which it writes, and then counts what it has written. */
    static final class CountedWhileWritten extends Pipe.SinkChannel {
        private final Pipe.SinkChannel pipe;
        private final AtomicLong counted;

        CountedWhileWritten(Pipe.SinkChannel pipe, AtomicLong counted) {
            super(pipe.provider());
            this.pipe = pipe;
            this.counted = counted;
        }

        @Override
        public int write(ByteBuffer signal) throws IOException {
            counted.incrementAndGet();
            try {
                return pipe.write(signal);
            } finally {
                counted.decrementAndGet();      // JeroMQ is about to count it
            }
        }

        @Override
        public long write(ByteBuffer[] signals) throws IOException {
            return pipe.write(signals);
        }

        @Override
        public long write(ByteBuffer[] signals, int offset, int length) throws IOException {
            return pipe.write(signals, offset, length);
        }

        @Override
        protected void implCloseSelectableChannel() throws IOException {
            pipe.close();
        }

        @Override
        protected void implConfigureBlocking(boolean block) throws IOException {
            pipe.configureBlocking(block);
        }
    }
}

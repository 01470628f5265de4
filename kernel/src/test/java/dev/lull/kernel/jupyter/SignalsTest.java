package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Nobody is woken by a signal that does not count yet. */
class SignalsTest {
    @Test void jeromq_is_made_as_we_think_and_goes_on_delivering() {
        try (ZContext context = new ZContext()) {
            ZMQ.Socket server = context.createSocket(SocketType.REP);
            int port = server.bindToRandomPort("tcp://127.0.0.1");

            assertThat(Signals.countBeforeTheyArrive(context)).as("the socket, its I/O thread, the reaper, the end").isGreaterThanOrEqualTo(3);

            ZMQ.Socket client = context.createSocket(SocketType.REQ);
            client.connect("tcp://127.0.0.1:" + port);
            for (int i = 0; i < 100; i++) {
                client.send("question " + i);
                assertThat(server.recvStr()).isEqualTo("question " + i);
                server.send("answer " + i);
                assertThat(client.recvStr()).isEqualTo("answer " + i);
            }
        }
    }

    @Test void a_signal_counts_while_it_is_written_and_is_left_to_jeromq_to_count_afterwards() throws IOException {
        Pipe pipe = Pipe.open();
        AtomicLong counted = new AtomicLong(7);
        List<Long> whileWritten = new ArrayList<>();
        try (Pipe.SourceChannel source = pipe.source(); Signals.CountedWhileWritten sink = new Signals.CountedWhileWritten(new Watched(pipe.sink(), () -> whileWritten.add(counted.get())), counted)) {
            assertThat(sink.write(ByteBuffer.wrap(new byte[] {1}))).isOne();

            assertThat(whileWritten).containsExactly(8L);
            assertThat(counted).hasValue(7);
            assertThat(source.read(ByteBuffer.allocate(10))).isOne();
        }
        assertThat(pipe.sink().isOpen()).as("closed with what is round it").isFalse();
    }

    /** A pipe's end that tells when somebody writes. */
    private static final class Watched extends Pipe.SinkChannel {
        private final Pipe.SinkChannel pipe;
        private final Runnable onWrite;

        Watched(Pipe.SinkChannel pipe, Runnable onWrite) {
            super(pipe.provider());
            this.pipe = pipe;
            this.onWrite = onWrite;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int written = pipe.write(bytes);
            onWrite.run();
            return written;
        }

        @Override
        public long write(ByteBuffer[] bytes) throws IOException {
            return pipe.write(bytes);
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
            return pipe.write(bytes, offset, length);
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

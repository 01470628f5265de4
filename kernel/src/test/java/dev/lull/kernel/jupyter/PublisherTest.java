package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The iopub socket and its readers, good and bad. */
@Timeout(60)
class PublisherTest {
    private static final int MESSAGES = 20_000;

    @Test void a_reader_that_does_not_read_costs_the_others_nothing_but_patience() {
        try (ZContext context = new ZContext()) {
            ZMQ.Socket socket = context.createSocket(SocketType.XPUB);
            Publisher.configure(socket);
            socket.bind("inproc://iopub");
            ZMQ.Socket reader = subscribed(context);
            subscribed(context);
            List<String> subscriptions = new ArrayList<>();
            Publisher publisher = new Publisher(socket, Duration.ofMillis(100), subscriptions::add);
            while (subscriptions.size() < 2) {
                publisher.readSubscriptions();
            }

            for (int i = 0; i < MESSAGES; i++) {
                publisher.offer(message(String.valueOf(i)));
            }
            List<String> read = new ArrayList<>();
            while (read.size() < MESSAGES) {
                publisher.publish();
                readAll(reader, read);
            }

            assertThat(read).startsWith("0", "1").endsWith(String.valueOf(MESSAGES - 1));
            assertThat(publisher.hasMore()).isFalse();
        }
    }

    @Test void who_subscribes_is_greeted_before_all_else() {
        try (ZContext context = new ZContext(); ZMQ.Poller poller = context.createPoller(1)) {
            ZMQ.Socket socket = context.createSocket(SocketType.XPUB);
            Publisher.configure(socket);
            socket.bind("inproc://iopub");
            AtomicReference<Publisher> publisher = new AtomicReference<>();
            publisher.set(new Publisher(socket, topic -> publisher.get().offerFirst(message("welcome"))));
            publisher.get().offer(message("starting"));
            ZMQ.Socket reader = subscribed(context);
            poller.register(socket, ZMQ.Poller.POLLIN);
            poller.poll();

            List<String> read = new ArrayList<>();
            while (read.size() < 2) {
                publisher.get().publish();
                readAll(reader, read);
            }

            assertThat(read).containsExactly("welcome", "starting");
        }
    }

    private static List<byte[]> message(String name) {
        return List.of(name.getBytes(), new byte[10]);
    }

    private static ZMQ.Socket subscribed(ZContext context) {
        ZMQ.Socket socket = context.createSocket(SocketType.SUB);
        socket.setRcvHWM(1);
        socket.subscribe("");
        socket.connect("inproc://iopub");
        return socket;
    }

    private static void readAll(ZMQ.Socket reader, List<String> read) {
        for (List<byte[]> frames = Sockets.receive(reader); frames != null; frames = Sockets.receive(reader)) {
            assertThat(frames).hasSize(2);
            read.add(new String(frames.get(0)));
        }
    }
}

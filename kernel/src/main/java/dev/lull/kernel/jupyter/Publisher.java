package dev.lull.kernel.jupyter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.zeromq.ZMQ;

/**
 * The iopub side of the sockets: an ordered queue in front of an XPUB socket that drops nothing. When a front end reads
 * more slowly than a cell prints, the cell waits; one that does not read at all for five seconds is no longer waited for,
 * and misses what comes until it reads again. The others miss nothing.
 */
final class Publisher {
    static final long RETRY_MS = 5;
    private static final int QUEUE_MAX = 1000;
    private static final int PEER_QUEUE_MAX = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ZMQ.Socket socket;
    private final Duration patience;
    private final Consumer<String> onSubscription;
    private final Deque<List<byte[]>> queue = new ArrayDeque<>();
    private boolean heldUp;
    private long heldUpSinceNs;

    Publisher(ZMQ.Socket socket, Consumer<String> onSubscription) {
        this(socket, PATIENCE, onSubscription);
    }

    Publisher(ZMQ.Socket socket, Duration patience, Consumer<String> onSubscription) {
        this.socket = socket;
        this.patience = patience;
        this.onSubscription = onSubscription;
    }

    static void configure(ZMQ.Socket socket) {
        socket.setSndHWM(PEER_QUEUE_MAX);
        socket.setXpubNoDrop(true);
        socket.setXpubVerbose(true);        // every subscriber is welcomed, not only the first to a topic
    }

    /** Puts a message at the end of the queue; from any thread. */
    synchronized void offer(List<byte[]> frames) {
        queue.add(frames);
    }

    /** Puts a message before all others; for who has subscribed, and is to be greeted before all else. */
    synchronized void offerFirst(List<byte[]> frames) {
        queue.addFirst(frames);
    }

    /** Waits while the queue is long. */
    synchronized void awaitRoom() throws InterruptedException {
        while (queue.size() > QUEUE_MAX) {
            wait();
        }
    }

    synchronized boolean hasMore() {
        return !queue.isEmpty();
    }

    /** Whether the socket would not take the last message; then it is worth another try soon. */
    boolean isHeldUp() {
        return heldUp;
    }

    /** Sends what the socket takes. */
    void publish() {
        for (List<byte[]> next = next(); next != null; next = next()) {
            if (!Sockets.sendNow(socket, next) && !sentToThoseWhoRead(next)) {
                return;
            }
            heldUp = false;
            remove();
        }
    }

    /** When patience is at an end. Sending one message so is enough: the socket puts aside whoever has no room for it until he reads again. */
    private boolean sentToThoseWhoRead(List<byte[]> message) {
        long now = System.nanoTime();
        if (!heldUp) {
            heldUp = true;
            heldUpSinceNs = now;
        }
        if (now - heldUpSinceNs < patience.toNanos()) {
            return false;
        }
        Log.write("a front end does not read its iopub channel; it misses what comes until it does");
        socket.setXpubNoDrop(false);
        boolean sent = Sockets.sendNow(socket, message);
        socket.setXpubNoDrop(true);
        return sent;
    }

    private List<byte[]> next() {
        readSubscriptions();
        synchronized (this) {
            return queue.peek();
        }
    }

    private synchronized void remove() {
        queue.remove();
        if (queue.size() <= QUEUE_MAX) {
            notifyAll();
        }
    }

    /** Tells of everybody who has subscribed since the last time: the socket sends them what comes from now on. */
    void readSubscriptions() {
        for (List<byte[]> frames = Sockets.receive(socket); frames != null; frames = Sockets.receive(socket)) {
            byte[] first = frames.get(0);
            if (first.length > 0 && first[0] == 1) {
                onSubscription.accept(new String(first, 1, first.length - 1, StandardCharsets.UTF_8));
            }
        }
    }
}

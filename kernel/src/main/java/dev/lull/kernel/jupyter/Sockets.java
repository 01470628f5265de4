package dev.lull.kernel.jupyter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * The kernel's five sockets and the one thread that touches them. It sleeps until a socket has something or somebody
 * wants to send. What it receives it decodes and hands on; what is no message it logs and forgets.
 */
final class Sockets implements AutoCloseable {
    private static final int LINGER_MS = 1000;
    private static final int RECEIVED_AT_ONCE_MAX = 1000;
    private static final long FRAME_BYTES_MAX = 256L << 20;

    private final Wire wire;
    private final BiConsumer<Channel, Message> receiver;
    private final ZContext context = new ZContext();
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final List<UnixDoor> doors = new ArrayList<>();
    private final ZMQ.Socket heartbeat;
    private final Publisher publisher;
    private final Queue<Runnable> toDo = new ConcurrentLinkedQueue<>();
    private final Doorbell doorbell;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;

    /** Binds all sockets; nothing is read before {@link #start}. */
    Sockets(ConnectionInfo connection, Wire wire, BiConsumer<Channel, Message> receiver, Consumer<String> onSubscription) throws IOException {
        this.wire = wire;
        this.receiver = receiver;
        context.setThreadFactor(KernelThread::enduring);
        try {
            sockets.put(Channel.CONTROL, bound(SocketType.ROUTER, connection, connection.control()));
            sockets.put(Channel.SHELL, bound(SocketType.ROUTER, connection, connection.shell()));
            sockets.put(Channel.STDIN, bound(SocketType.ROUTER, connection, connection.stdin()));
            sockets.put(Channel.IOPUB, bound(SocketType.XPUB, connection, connection.iopub()));
            heartbeat = bound(SocketType.REP, connection, connection.heartbeat());
        } catch (IOException e) {
            context.close();
            throw e;
        }
        Signals.countBeforeTheyArrive(context);
        publisher = new Publisher(sockets.get(Channel.IOPUB), onSubscription);
        doorbell = new Doorbell();
    }

    private ZMQ.Socket bound(SocketType type, ConnectionInfo connection, int port) throws IOException {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setLinger(LINGER_MS);
        socket.setMaxMsgSize(Math.min(FRAME_BYTES_MAX, Runtime.getRuntime().maxMemory() / 4));
        if (type == SocketType.XPUB) {
            Publisher.configure(socket);
        } else {
            socket.setHWM(0);       // a reply is never dropped because a front end is slow to read
        }
        try {
            if (connection.transport().equals("ipc")) {
                doors.add(new UnixDoor(Path.of(connection.address(port).substring("ipc://".length())), socket.bindToRandomPort("tcp://127.0.0.1")));
            } else {
                socket.bind(connection.address(port));
            }
        } catch (ZMQException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new IOException("Cannot listen on " + connection.address(port) + ": " + why(e), e);
        }
        return socket;
    }

    private static String why(RuntimeException e) {
        boolean taken = e instanceof ZMQException failed && failed.getErrorCode() == ZError.EADDRINUSE;
        return taken ? "another process holds the port. Start the kernel anew, so that it gets other ports." : String.valueOf(e.getMessage());
    }

    void start() {
        Thread thread = new KernelThread(this::serve, "sockets");
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** Sends a message, after those that were sent before; from any thread, which may be interrupted meanwhile. */
    void send(Channel channel, Message message) {
        enclose(channel, message);
        doorbell.ring();
    }

    /** Sends a message together with the next, which has to follow at once: to wake the socket thread costs more than to send. */
    void enclose(Channel channel, Message message) {
        List<byte[]> frames = wire.encode(message);
        if (channel == Channel.IOPUB) {
            publisher.offer(frames);
        } else {
            toDo.add(() -> sendNow(sockets.get(channel), frames));
        }
    }

    /** Publishes a message before all that is still to be published; from the socket thread, when somebody has subscribed. */
    void greet(Message message) {
        publisher.offerFirst(wire.encode(message));
    }

    /** Sends what has been enclosed with a message that does not come yet. */
    void hasten() {
        doorbell.ring();
    }

    /** Waits until there is room for more output, so that a flood stays bounded in memory. */
    void awaitRoom() throws InterruptedException {
        publisher.awaitRoom();
    }

    /** Does something as soon as everything that has arrived by now has been handed on. */
    void afterAllReceived(Runnable action) {
        toDo.add(() -> {
            receiveAll(Channel.SHELL);
            action.run();
        });
        doorbell.ring();
    }

    private void serve() {
        try (ZMQ.Poller poller = context.createPoller(6)) {
            sockets.values().forEach(socket -> poller.register(socket, ZMQ.Poller.POLLIN));
            poller.register(heartbeat, ZMQ.Poller.POLLIN);
            poller.register(doorbell.channel(), ZMQ.Poller.POLLIN);
            while (!closing || !toDo.isEmpty() || publisher.hasMore()) {
                try {
                    poller.poll(publisher.isHeldUp() ? Publisher.RETRY_MS : -1);
                    serveOnce();
                } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                    Log.write("trouble on a socket", e);
                }
            }
        } finally {
            sockets.values().forEach(ZMQ.Socket::close);
            heartbeat.close();
            ended.countDown();
        }
    }

    private void serveOnce() {
        doorbell.answer();
        echoHeartbeats();
        receiveAll(Channel.CONTROL);
        receiveAll(Channel.STDIN);
        receiveAll(Channel.SHELL);
        for (Runnable action = toDo.poll(); action != null; action = toDo.poll()) {
            publisher.publish();        // in the order of the senders: outputs first, then the replies that follow them
            action.run();
        }
        publisher.publish();
    }

    private void echoHeartbeats() {
        List<byte[]> beat = receive(heartbeat);
        while (beat != null) {
            sendNow(heartbeat, beat);
            beat = receive(heartbeat);
        }
    }

    private void receiveAll(Channel channel) {
        for (int i = 0; i < RECEIVED_AT_ONCE_MAX; i++) {
            List<byte[]> frames = receive(sockets.get(channel));
            if (frames == null) {
                return;
            }
            try {
                receiver.accept(channel, wire.decode(frames));
            } catch (Wire.Malformed e) {
                Log.write("dropped what came in on " + channel + ": " + e.getMessage());
            }
        }
        doorbell.ring();        // there may be more
    }

    static List<byte[]> receive(ZMQ.Socket socket) {
        byte[] frame = socket.recv(ZMQ.DONTWAIT);
        if (frame == null) {
            return null;
        }
        List<byte[]> frames = new ArrayList<>();
        frames.add(frame);
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return frames;
    }

    /** True when the socket took the message. */
    static boolean sendNow(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            boolean more = i + 1 < frames.size();
            if (!socket.send(frames.get(i), ZMQ.DONTWAIT | (more ? ZMQ.SNDMORE : 0)) && i == 0) {
                return false;
            }
        }
        return true;
    }

    /** Sends what is still to be sent, and closes the sockets; waits two seconds at most. */
    @Override
    public void close() {
        closing = true;
        doorbell.ring();
        try {
            if (!ended.await(2, TimeUnit.SECONDS)) {
                Log.write("gave up on messages that nobody fetches");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        doorbell.close();
        context.close();
        doors.forEach(UnixDoor::close);
    }
}

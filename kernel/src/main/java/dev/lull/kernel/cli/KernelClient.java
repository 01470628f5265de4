package dev.lull.kernel.cli;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.jupyter.ConnectionInfo;
import dev.lull.kernel.jupyter.Message;
import dev.lull.kernel.jupyter.Signer;
import dev.lull.kernel.jupyter.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A front end's side of the protocol: the shell, control and iopub channels. Used by one thread; only {@link #wake()}
 * may be called from others.
 */
final class KernelClient implements AutoCloseable {
    /** What {@link #next} came back with. */
    enum Event { SHELL, IOPUB, CONTROL, WOKEN, NOTHING }

    private final String session = UUID.randomUUID().toString();
    private final Wire wire;
    private final ZContext context = new ZContext();
    private final ZMQ.Socket shell;
    private final ZMQ.Socket iopub;
    private final ZMQ.Socket control;
    private final Pipe bell;
    private final ZMQ.Poller poller;
    private Message message;

    KernelClient(ConnectionInfo connection) throws IOException {
        wire = new Wire(new Signer(connection.key()));
        context.setLinger(500);
        iopub = connect(SocketType.SUB, connection.address(connection.iopub()));
        iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
        shell = connect(SocketType.DEALER, connection.address(connection.shell()));
        control = connect(SocketType.DEALER, connection.address(connection.control()));
        bell = Pipe.open();
        bell.source().configureBlocking(false);
        poller = context.createPoller(4);
        poller.register(iopub, ZMQ.Poller.POLLIN);
        poller.register(shell, ZMQ.Poller.POLLIN);
        poller.register(control, ZMQ.Poller.POLLIN);
        poller.register(bell.source(), ZMQ.Poller.POLLIN);
    }

    private ZMQ.Socket connect(SocketType type, String address) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setHWM(0);                    // a flood of output is kept, not dropped
        socket.setReconnectIVL(10);          // the kernel is only just starting: knock often
        socket.connect(address);
        return socket;
    }

    /** Sends a request on the shell channel and returns its id. */
    String ask(String type, JsonObject content) {
        return send(shell, type, content);
    }

    /** Sends a request on the control channel, which is answered while a cell runs, and returns its id. */
    String command(String type, JsonObject content) {
        return send(control, type, content);
    }

    private String send(ZMQ.Socket socket, String type, JsonObject content) {
        Message request = Message.request(session, type, content);
        List<byte[]> frames = wire.encode(request);
        for (int i = 0; i < frames.size(); i++) socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        return request.id();
    }

    /**
     * Waits for the next message and keeps it as {@link #message()}; outputs come before replies.
     *
     * @param timeoutMs how long to wait, -1 for ever
     */
    Event next(long timeoutMs) {
        long deadline = System.nanoTime() + timeoutMs * 1_000_000;
        while (true) {
            long left = timeoutMs < 0 ? -1 : Math.max(0, (deadline - System.nanoTime() + 999_999) / 1_000_000);
            if (poller.poll(left) == 0) return Event.NOTHING;
            if (poller.pollin(3)) {
                hush();
                return Event.WOKEN;
            }
            if (poller.pollin(0) && receive(iopub)) return Event.IOPUB;
            if (poller.pollin(1) && receive(shell)) return Event.SHELL;
            if (poller.pollin(2) && receive(control)) return Event.CONTROL;
        }
    }

    Message message() {
        return message;
    }

    /** Makes {@link #next} return; from any thread. */
    void wake() {
        try {
            bell.sink().write(ByteBuffer.wrap(new byte[1]));
        } catch (IOException e) {
            // closed already: nobody is waiting
        }
    }

    private void hush() {
        try {
            bell.source().read(ByteBuffer.allocate(64));
        } catch (IOException e) {
            throw new AssertionError("a pipe to ourselves cannot break", e);
        }
    }

    private boolean receive(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do frames.add(socket.recv()); while (socket.hasReceiveMore());
        try {
            message = wire.decode(frames);
            return true;
        } catch (Wire.Malformed e) {
            return false;                    // not from our kernel
        }
    }

    @Override
    public void close() throws IOException {
        poller.close();
        context.close();
        bell.sink().close();
        bell.source().close();
    }
}

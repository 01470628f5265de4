package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import dev.lull.kernel.shell.Interpreter;

/** A kernel and a front end at its sockets. */
final class FrontEnd implements AutoCloseable {
    static final String KEY = "a-secret-of-the-tests";
    private static final int PATIENCE_MS = 20_000;

    final ConnectionInfo connection;
    final KernelServer server;
    final ZMQ.Socket shell;
    final ZMQ.Socket control;
    final ZMQ.Socket stdin;
    final ZMQ.Socket iopub;
    final ZMQ.Socket heartbeat;
    private final ZContext context = new ZContext();
    private final Wire wire = new Wire(new Signer(KEY));
    private final String session = UUID.randomUUID().toString();

    FrontEnd(Interpreter interpreter, Path history) throws IOException {
        int[] ports = freePorts();
        connection = new ConnectionInfo("tcp", "127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], KEY, "lull");
        server = new KernelServer(connection, interpreter, history);
        shell = connected(SocketType.DEALER, connection.shell());
        control = connected(SocketType.DEALER, connection.control());
        stdin = connected(SocketType.DEALER, connection.stdin());
        iopub = context.createSocket(SocketType.SUB);
        iopub.setReceiveTimeOut(PATIENCE_MS);
        iopub.setHWM(0);
        iopub.subscribe("");
        iopub.connect(connection.address(connection.iopub()));
        heartbeat = connected(SocketType.REQ, connection.heartbeat());
        while (!receive(iopub).type().equals("iopub_welcome")) {
            continue;
        }
    }

    private ZMQ.Socket connected(SocketType type, int port) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setReceiveTimeOut(PATIENCE_MS);
        socket.setHWM(0);
        socket.setIdentity(session.getBytes());
        socket.connect(connection.address(port));
        return socket;
    }

    /** Five, held together: one that is let go before the next is asked for may be given twice. */
    private static int[] freePorts() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (var a = new ServerSocket(0, 1, here); var b = new ServerSocket(0, 1, here); var c = new ServerSocket(0, 1, here);
                var d = new ServerSocket(0, 1, here); var e = new ServerSocket(0, 1, here)) {
            return Stream.of(a, b, c, d, e).mapToInt(ServerSocket::getLocalPort).toArray();
        }
    }

    /** Sends a request and returns its id. */
    String send(ZMQ.Socket socket, String type, Object... content) {
        Message message = Message.request(session, type, Json.of(content));
        sendFrames(socket, wire.encode(message));
        return message.id();
    }

    static void sendFrames(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
        }
    }

    List<byte[]> framesOf(String type, Object... content) {
        return new ArrayList<>(wire.encode(Message.request(session, type, Json.of(content))));
    }

    /** Sends a request by the shell channel to a subshell, null for the main shell, and returns its id. */
    String sendTo(String subshell, String type, Object... content) {
        Message message = Message.request(session, type, Json.of(content));
        message.header().put("subshell_id", subshell);
        sendFrames(shell, wire.encode(message));
        return message.id();
    }

    /** A request with this date in its header. */
    List<byte[]> framesAt(String date, String type, Object... content) {
        Message message = Message.request(session, type, Json.of(content));
        message.header().put("date", date);
        return wire.encode(message);
    }

    Message receive(ZMQ.Socket socket) {
        byte[] first = socket.recv();
        if (first == null) {
            throw new AssertionError("the kernel says nothing");
        }
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        try {
            return wire.decode(frames);
        } catch (Wire.Malformed e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a request by the shell channel and returns the content of its reply. */
    JsonObject ask(String type, Object... content) {
        String id = send(shell, type, content);
        return replyTo(shell, id).content();
    }

    Message replyTo(ZMQ.Socket socket, String id) {
        Message reply = receive(socket);
        while (!reply.parentId().equals(id)) {
            reply = receive(socket);
        }
        return reply;
    }

    /** Everything on iopub under this request, up to and with its idle. */
    List<Message> outputsOf(String id) {
        List<Message> outputs = new ArrayList<>();
        while (true) {
            Message message = receive(iopub);
            if (message.parentId().equals(id)) {
                outputs.add(message);
                if (message.type().equals("status") && message.content().getString("execution_state").equals("idle")) {
                    return outputs;
                }
            }
        }
    }

    /** Runs a cell and returns what iopub said about it. */
    List<Message> run(String code) {
        String id = send(shell, "execute_request", "code", code);
        replyTo(shell, id);
        return outputsOf(id);
    }

    static List<String> types(List<Message> messages) {
        return messages.stream().map(Message::type).toList();
    }

    static String text(List<Message> messages, String stream) {
        StringBuilder text = new StringBuilder();
        messages.stream().filter(m -> m.type().equals("stream") && m.content().getString("name").equals(stream))
                .forEach(m -> text.append(m.content().getString("text")));
        return text.toString();
    }

    @Override
    public void close() {
        server.close();
        context.close();
    }
}

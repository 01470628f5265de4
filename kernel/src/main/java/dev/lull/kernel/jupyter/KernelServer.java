package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.shell.Interpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Jupyter kernel round an interpreter: one thread owns the sockets, one of each shell runs cells, one answers what can be
 * answered meanwhile, one stands at the control door. They share no state of a request; it travels with the call.
 */
public final class KernelServer implements AutoCloseable {
    private final Interpreter interpreter;
    private final Outbox outbox = new Outbox();
    private final CountDownLatch shutdown = new CountDownLatch(1);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> new KernelThread(task, "flusher"));
    private final Keyboard keyboard = new Keyboard(outbox);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Shells shells;
    private final Desk desk;
    private final Control control;
    private final Sockets sockets;

    /** Binds the sockets and begins to serve. */
    public KernelServer(ConnectionInfo connection, Interpreter interpreter, Path historyFile) throws IOException {
        Log.prepare();
        this.interpreter = interpreter;
        History history = new History(historyFile);
        Comms comms = new Comms(interpreter);
        sockets = new Sockets(connection, new Wire(new Signer(connection.key())), this::received, outbox::welcome);
        shells = new Shells(new Shared(interpreter, outbox, keyboard, history, comms, clock, new AtomicInteger()), sockets);
        desk = new Desk(interpreter, outbox, history, comms, connection);
        control = new Control(interpreter, shells, outbox, shutdown::countDown);
        outbox.use(sockets);
        shells.start();
        outbox.status(new JsonObject(), "starting");
        sockets.start();
        interpreter.prepare();      // not before: a front end waits for the first answer
    }

    /** Serves the connection that the file describes until a front end asks for shutdown; then ends the interpreter. */
    public static void run(Path connectionFile, Interpreter interpreter) throws IOException {
        try (interpreter; KernelServer server = new KernelServer(ConnectionInfo.read(connectionFile), interpreter, HistoryFile.usual())) {
            Runtime.getRuntime().addShutdownHook(new ProcessEnd(interpreter, server.closed::get, server::sayWhyItEnds));
            server.awaitShutdown();
        }
    }

    /** The process ends though nobody asked the kernel to. */
    private void sayWhyItEnds() {
        outbox.publish(shells.main().running(), "stream", Json.of("name", "stderr",
                "text", "The kernel's process is ending: it was told to by a signal. Variables are lost.\n"));
        sockets.close();
    }

    /** Waits until a front end has asked for shutdown. */
    public void awaitShutdown() {
        while (shutdown.getCount() > 0) {
            try {
                shutdown.await();
            } catch (InterruptedException fromACell) {
                continue;       // no front end has asked for anything
            }
        }
    }

    /** Whatever the channel, a request is answered on the one that it came by. */
    private void received(Channel channel, Message message) {
        switch (message.type()) {
            case "execute_request", "comm_open", "comm_msg", "comm_close" ->
                    shells.of(message).ifPresentOrElse(shell -> shell.accept(channel, message), () -> control.accept(channel, message));
            case "complete_request", "inspect_request", "history_request", "comm_info_request" -> 
                    desk.accept(channel, message, shells.of(message).orElse(shells.main()).precedence());
            case "is_complete_request", "connect_request" -> desk.accept(channel, message, () -> { });
            case "kernel_info_request" -> {
                if (channel == Channel.CONTROL) {
                    control.accept(channel, message);
                } else {
                    desk.accept(channel, message, () -> { });
                }
            }
            case "interrupt_request", "shutdown_request", "create_subshell_request", "delete_subshell_request", "list_subshell_request" ->
                    control.accept(channel, message);
            case "input_reply" -> keyboard.answered(message);
            default -> {
                Log.write("nothing here answers a " + message.type() + ", sent on " + channel);
                if (message.type().endsWith("_request")) {
                    control.accept(channel, message);       // which says so to the sender, too
                }
            }
        }
    }

    /** Ends the running cell, says what is still to be said and closes the sockets. */
    @Override
    public void close() {
        closed.set(true);
        shells.retire();
        interpreter.interrupt();
        shells.main().awaitEnd();
        sockets.close();
        clock.shutdownNow();
    }
}

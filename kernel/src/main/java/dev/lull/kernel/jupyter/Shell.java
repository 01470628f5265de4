package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.shell.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs cells in a thread of its own, one after the other, in the order in which they were asked for. */
final class Shell {
    private static final long TICK_MS = 2;

    private final Shared shared;
    private final String id;
    private final Sockets sockets;
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Aborting aborting = new Aborting();
    private final Overtaking overtaking = new Overtaking();
    private final Precedence precedence = new Precedence();
    private volatile boolean closing;
    private volatile JsonObject running = new JsonObject();

    Shell(Shared shared, String id, Sockets sockets) {
        this.shared = shared;
        this.id = id;
        this.sockets = sockets;
    }

    void start() {
        new KernelThread(this::serve, id.isEmpty() ? "shell" : "shell " + id).start();
    }

    /** Takes a request in; it is answered in its turn, on the channel that it came by. */
    void accept(Channel channel, Message request) {
        long arrivedNs = System.nanoTime();
        precedence.taken();
        queue.add(() -> {
            precedence.begun();
            Answering.busyAndIdle(shared.outbox(), request, () -> answer(channel, request, arrivedNs));
            precedence.done();
        });
    }

    private void answer(Channel channel, Message request, long arrivedNs) {
        running = request.header();
        if (request.type().equals("execute_request")) {
            String started = Instant.now().toString();
            shared.outbox().reply(channel, request, execute(request, arrivedNs), Json.of("started", started));
        } else if (!closing) {
            shared.outbox().hasten();
            CellOutput output = new CellOutput(shared.outbox(), request.header(), false, shared.clock());
            shared.comms().handle(request, output, output.context(id, shared.count().get(), Input.NOBODY, false, () -> false));
        }
    }

    /** What waits a moment for all that has been taken in until now. */
    Runnable precedence() {
        return precedence.ofAllTaken();
    }

    /** The header of the request that is being answered, or was last. */
    JsonObject running() {
        return running;
    }

    /** Ends the running cell; or, if none runs, the one that was sent before this request and is overtaken by it. */
    void interrupt(Message request) {
        if (!shared.interpreter().interrupt()) {
            overtaking.by(request);
            if (shared.interpreter().interrupt()) {      // which has begun meanwhile
                overtaking.forget();
            } else {
                letTheSendersClockTick();
            }
        }
    }

    /** What is sent when the reply is there has another date, then, than what was sent together with the interrupt. */
    private static void letTheSendersClockTick() {
        try {
            Thread.sleep(TICK_MS);
        } catch (InterruptedException fromACell) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins nothing more; what is running runs to its end. */
    void retire() {
        closing = true;
        queue.add(ended::countDown);
    }

    /** Waits a moment for the last words of a shell that was retired. */
    void awaitEnd() {
        try {
            if (!ended.await(1500, TimeUnit.MILLISECONDS)) {
                Log.write("a cell still runs at shutdown");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        while (ended.getCount() > 0) {
            try {
                queue.take().run();
            } catch (InterruptedException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                Log.write("trouble in the shell", e);
            }
        }
        shared.interpreter().leave(id);
    }

    private JsonObject execute(Message request, long arrivedNs) {
        if (closing || aborting.concerns(request)) {
            return Execution.aborted(shared);
        }
        Execution execution = new Execution(shared, id, request, () -> overtaking.concerns(request));
        JsonObject reply = execution.run(overtaking.concerns(request));
        if (execution.stopsTheQueue()) {
            aborting.begin(request, Duration.ofNanos(System.nanoTime() - arrivedNs));
            sockets.afterAllReceived(() -> queue.add(aborting::allReceived));
        }
        return reply;
    }
}

package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Input;
import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs cells, one after the other, in the order in which they were asked for. */
final class Shell {
    private final Interpreter interpreter;
    private final Outbox outbox;
    private final Keyboard keyboard;
    private final History history;
    private final Comms comms;
    private final ScheduledExecutorService clock;
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Sockets sockets;
    private volatile boolean closing;
    private volatile JsonObject running = new JsonObject();
    private volatile int count;
    private final Aborting aborting = new Aborting();
    private final Overtaking overtaking = new Overtaking();

    Shell(Interpreter interpreter, Outbox outbox, Keyboard keyboard, History history, Comms comms, ScheduledExecutorService clock) {
        this.interpreter = interpreter;
        this.outbox = outbox;
        this.keyboard = keyboard;
        this.history = history;
        this.comms = comms;
        this.clock = clock;
    }

    void start(Sockets sockets) {
        this.sockets = sockets;
        new KernelThread(this::serve, "shell").start();
    }

    /** Takes a request in; it is answered in its turn, on the channel that it came by. */
    void accept(Channel channel, Message request) {
        long arrivedNs = System.nanoTime();
        queue.add(() -> Answering.busyAndIdle(outbox, request, () -> {
            running = request.header();
            if (request.type().equals("execute_request")) {
                String started = Instant.now().toString();
                outbox.reply(channel, request, execute(request, arrivedNs), Json.of("started", started));
            } else {
                outbox.hasten();
                CellOutput output = outputOf(request, false);
                comms.handle(request, output, contextOf(request, output, false, false));
            }
        }));
    }

    /** The header of the request that is being answered, or was last. */
    JsonObject running() {
        return running;
    }

    /** Ends the running cell; or, if none runs, the one that was sent before this request and is overtaken by it. */
    void interrupt(Message request) {
        if (!interpreter.interrupt()) {
            overtaking.by(request);
            if (interpreter.interrupt()) {      // which has begun meanwhile
                overtaking.forget();
            }
        }
    }

    /** Ends the running cell and waits a moment for its last words. */
    void close() {
        closing = true;
        queue.add(() -> { });
        interpreter.interrupt();
        try {
            if (!ended.await(1500, TimeUnit.MILLISECONDS)) {
                Log.write("a cell still runs at shutdown");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        while (!closing) {
            try {
                queue.take().run();
            } catch (InterruptedException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                Log.write("trouble in the shell", e);
            }
        }
        ended.countDown();
    }

    private JsonObject execute(Message request, long arrivedNs) {
        if (closing || aborting.concerns(request)) {
            return Json.of("status", "aborted", "execution_count", count);
        }
        JsonObject content = request.content();
        boolean silent = Json.flag(content, "silent", false);
        boolean keep = !silent && Json.flag(content, "store_history", true);
        String code = content.getString("code", "");
        if (keep) {
            count++;
        }
        CellOutput output = outputOf(request, silent);
        if (!silent) {
            outbox.enclose(request.header(), "execute_input", Json.of("code", code, "execution_count", count));
        }
        outbox.hasten();
        comms.under(output);
        ExecutionContext context = contextOf(request, output, Json.flag(content, "allow_stdin", true), keep);
        Outcome outcome = overtaking.concerns(request) ? Overtaking.NOT_BEGUN : outcomeOf(code, context);
        output.flush();
        JsonObject reply = published(request, outcome, output, context);
        if (keep) {
            history.add(count, code, outcome instanceof Outcome.Value value ? value.bundle().plain() : null);
        }
        if (!outcome.ok() && Json.flag(content, "stop_on_error", true)) {
            aborting.begin(request, Duration.ofNanos(System.nanoTime() - arrivedNs));
            sockets.afterAllReceived(() -> queue.add(aborting::allReceived));
        }
        return reply;
    }

    private Outcome outcomeOf(String code, ExecutionContext context) {
        try {
            return interpreter.execute(code, context);
        } catch (RuntimeException | Error e) {      // the interpreter's own fault; whatever it is, the front end gets an answer
            return ourFault(e);
        }
    }

    private JsonObject published(Message request, Outcome outcome, CellOutput output, ExecutionContext context) {
        try {
            return publish(request, outcome, output, context);
        } catch (RuntimeException | Error e) {      // a bundle, for instance, with something in it that is no JSON
            return publish(request, ourFault(e), output, context);
        }
    }

    private static Outcome.Failure ourFault(Throwable e) {
        Log.write("Lull itself failed", e);
        return new Outcome.Failure(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of("Lull itself failed: " + e));
    }

    private JsonObject publish(Message request, Outcome outcome, CellOutput output, ExecutionContext context) {
        if (outcome instanceof Outcome.Value value && !output.isSilent()) {
            outbox.enclose(request.header(), "execute_result", Json.of(
                    "execution_count", count, "data", value.bundle().data(), "metadata", value.bundle().metadata()));
        }
        if (outcome.ok()) {
            JsonObject expressions = request.content().getObject("user_expressions", new JsonObject());
            if (!expressions.isEmpty()) {
                outbox.hasten();        // they may take their time
            }
            return Json.of("status", "ok", "execution_count", count, "payload", output.pages(),
                    "user_expressions", userExpressions(expressions, context));
        }
        JsonObject error = errorOf(outcome);
        if (!output.isSilent()) {
            outbox.enclose(request.header(), "error", error);
        }
        JsonObject reply = Json.of("status", "error", "execution_count", count, "payload", List.of(), "user_expressions", Json.of());
        reply.putAll(error);
        return reply;
    }

    private JsonObject userExpressions(JsonObject expressions, ExecutionContext context) {
        JsonObject answers = new JsonObject();
        expressions.forEach((name, expression) -> {
            Outcome outcome = interpreter.evaluate(String.valueOf(expression), context);
            answers.put(name, expressionAnswer(outcome));
        });
        return answers;
    }

    private static JsonObject expressionAnswer(Outcome outcome) {
        if (outcome instanceof Outcome.Value value) {
            return Json.of("status", "ok", "data", value.bundle().data(), "metadata", value.bundle().metadata());
        }
        if (outcome.ok()) {
            return Json.of("status", "ok", "data", Map.of(), "metadata", Map.of());
        }
        JsonObject answer = Json.of("status", "error");
        answer.putAll(errorOf(outcome));
        return answer;
    }

    private static JsonObject errorOf(Outcome outcome) {
        if (outcome instanceof Outcome.Failure failure) {
            return Json.of("ename", failure.name(), "evalue", failure.message(), "traceback", failure.traceback());
        }
        String what = outcome instanceof Outcome.Exit exit ? "System.exit(" + exit.status() + ")" : "System.exit";
        String message = what + " was called. The session goes on with all its variables; to end it, shut the kernel down.";
        return Json.of("ename", "SystemExit", "evalue", message, "traceback", List.of(message));
    }

    private CellOutput outputOf(Message request, boolean silent) {
        return new CellOutput(outbox, request.header(), silent, clock);
    }

    private ExecutionContext contextOf(Message request, CellOutput output, boolean allowStdin, boolean keep) {
        Input input = allowStdin ? keyboard.inputFor(request, output) : Input.NOBODY;
        return new ExecutionContext(count, output.stream("stdout"), output.stream("stderr"), output, input, keep, () -> overtaking.concerns(request));
    }
}

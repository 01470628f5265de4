package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Input;
import dev.lull.kernel.shell.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One request to run a cell: what all front ends are told of it, and what the reply says to the one that asked. */
final class Execution {
    private final Shared shared;
    private final Message request;
    private final String code;
    private final boolean silent;
    private final boolean keep;
    private final int number;
    private final CellOutput output;
    private final ExecutionContext context;
    private boolean failed;

    Execution(Shared shared, String shell, Message request, BooleanSupplier interrupted) {
        this.shared = shared;
        this.request = request;
        JsonObject content = request.content();
        code = content.getString("code", "");
        silent = Json.flag(content, "silent", false);
        keep = !silent && Json.flag(content, "store_history", true);
        number = keep ? shared.count().incrementAndGet() : shared.count().get();
        output = new CellOutput(shared.outbox(), request.header(), silent, shared.clock());
        Input input = Json.flag(content, "allow_stdin", true) ? shared.keyboard().inputFor(request, output) : Input.NOBODY;
        context = output.context(shell, number, input, keep, interrupted);
    }

    /** The reply to a request that is not begun any more. */
    static JsonObject aborted(Shared shared) {
        return Json.of("status", "aborted", "execution_count", shared.count().get());
    }

    /** Runs the cell, unless it was interrupted before, and returns the reply. */
    JsonObject run(boolean interruptedBefore) {
        if (!silent) {
            shared.outbox().enclose(request.header(), "execute_input", Json.of("code", code, "execution_count", number));
        }
        shared.outbox().hasten();
        shared.comms().under(output);
        Outcome outcome = interruptedBefore ? Overtaking.NOT_BEGUN : outcome();
        output.flush();
        JsonObject reply = published(outcome);
        if (keep) {
            shared.history().add(number, code, outcome instanceof Outcome.Value value ? value.bundle().plain() : null);
        }
        return reply;
    }

    /** Whether the cell has failed and nothing that waits behind it is to be run. */
    boolean stopsTheQueue() {
        return failed && Json.flag(request.content(), "stop_on_error", true);
    }

    private Outcome outcome() {
        try {
            return shared.interpreter().execute(code, context);
        } catch (RuntimeException | Error e) {      // the interpreter's own fault; whatever it is, the front end gets an answer
            return ourFault(e);
        }
    }

    private JsonObject published(Outcome outcome) {
        try {
            return publish(outcome);
        } catch (RuntimeException | Error e) {      // a bundle, for instance, with something in it that is no JSON
            return publish(ourFault(e));
        }
    }

    private static Outcome.Failure ourFault(Throwable e) {
        Log.write("Lull itself failed", e);
        return new Outcome.Failure(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of("Lull itself failed: " + e));
    }

    private JsonObject publish(Outcome outcome) {
        if (outcome instanceof Outcome.Value value && !silent) {
            shared.outbox().enclose(request.header(), "execute_result", Json.of(
                    "execution_count", number, "data", value.bundle().data(), "metadata", value.bundle().metadata()));
        }
        if (outcome.ok()) {
            return Json.of("status", "ok", "execution_count", number, "payload", output.pages(),
                    "user_expressions", userExpressions(request.content().getObject("user_expressions", new JsonObject())));
        }
        failed = true;
        JsonObject error = errorOf(outcome);
        if (!silent) {
            shared.outbox().enclose(request.header(), "error", error);
        }
        JsonObject reply = Json.of("status", "error", "execution_count", number, "payload", List.of(), "user_expressions", Json.of());
        reply.putAll(error);
        return reply;
    }

    private JsonObject userExpressions(JsonObject expressions) {
        JsonObject answers = new JsonObject();
        if (expressions.isEmpty()) {
            return answers;
        }
        shared.outbox().hasten();       // they may take their time
        expressions.forEach((name, expression) -> {
            Outcome outcome = shared.interpreter().evaluate(String.valueOf(expression), context);
            answers.put(name, expressionAnswer(outcome));
        });
        output.flush();
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
        String what = outcome instanceof Outcome.Exit exit ? exit.call() : "System.exit";
        String message = what + " was called. The session goes on with all its variables; to end it, shut the kernel down.";
        return Json.of("ename", "SystemExit", "evalue", message, "traceback", List.of(message));
    }
}

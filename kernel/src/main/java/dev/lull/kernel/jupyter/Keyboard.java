package dev.lull.kernel.jupyter;

import dev.lull.kernel.shell.Input;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Asks the front end that sent a request for a line, over the stdin channel. */
final class Keyboard {
    private static final String END_OF_INPUT = "\u0004";

    private final Outbox outbox;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    Keyboard(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The input of the cell that this request runs. */
    Input inputFor(Message request, CellOutput output) {
        return (prompt, password) -> {
            synchronized (answers) {
                output.flush();
                answers.clear();        // nobody waits any more for what was answered late
                outbox.ask(request, Json.of("prompt", prompt, "password", password));
                String answer = answers.take();
                return answer.equals(END_OF_INPUT) ? null : answer;
            }
        };
    }

    /** Takes an input_reply in. */
    void answered(Message reply) {
        answers.add(reply.content().getString("value", ""));
    }
}

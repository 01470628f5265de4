package dev.lull.kernel.jupyter;

import dev.lull.kernel.shell.Input;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Asks the front end that sent a request for a line, over the stdin channel. */
final class Keyboard {
    private static final String END_OF_INPUT = "\u0004";

    private final Outbox outbox;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ReentrantLock asking = new ReentrantLock();

    Keyboard(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The input of the cell that this request runs. */
    Input inputFor(Message request, CellOutput output) {
        return (prompt, password) -> {
            asking.lockInterruptibly();         // one at a time, whichever shell it is in
            try {
                output.flush();
                answers.clear();        // nobody waits any more for what was answered late
                outbox.ask(request, Json.of("prompt", prompt, "password", password));
                String answer = answers.take();
                return answer.equals(END_OF_INPUT) ? null : answer;
            } finally {
                asking.unlock();
            }
        };
    }

    /** Takes an input_reply in. */
    void answered(Message reply) {
        answers.add(reply.content().getString("value", ""));
    }
}

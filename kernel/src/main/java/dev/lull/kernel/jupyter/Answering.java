package dev.lull.kernel.jupyter;

/** Busy and idle round every request, said in one place. */
final class Answering {
    private Answering() {}

    /** Answers a request; idle comes last, whatever happens. Whoever takes time to answer sends busy on its way first. */
    static void busyAndIdle(Outbox outbox, Message request, Runnable answer) {
        outbox.enclose(request.header(), "status", Json.of("execution_state", "busy"));
        try {
            answer.run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Log.write("could not answer a " + request.type(), e);
        } finally {
            outbox.status(request.header(), "idle");
        }
    }
}

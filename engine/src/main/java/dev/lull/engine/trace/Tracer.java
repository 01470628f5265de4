package dev.lull.engine.trace;

/** Where a model's events go. */
public interface Tracer {
    /** In place of a task's number: the idle task. */
    int IDLE = -1;

    /** Wants nothing: what an exploration uses. */
    Tracer NONE = new Tracer() {
        @Override public boolean wants() {
            return false;
        }

        @Override public void emit(Tracepoint point, int context, int cpu, long... arguments) {
            // nothing is kept
        }
    };

    /** Whether anything emitted is kept: asked before the arguments are put together. */
    boolean wants();

    /**
     * Takes one event.
     *
     * @param context who is executing: a context's number
     * @param cpu     where; -1 when the context is not placed on a modelled CPU
     */
    void emit(Tracepoint point, int context, int cpu, long... arguments);
}

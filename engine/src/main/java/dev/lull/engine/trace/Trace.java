package dev.lull.engine.trace;

import dev.lull.engine.time.Nanos;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Events in the order they happened, with their virtual times; append-only and packed into longs, so that a run of
 * millions of events stays small.
 */
public final class Trace implements Tracer {
    private final LongSupplier clockNs;
    private final List<String> contexts;
    private long[] data = new long[1 << 12];
    private int top;
    private int count;

    /**
     * @param clockNs  virtual time, read at each event
     * @param contexts names of those who execute, by number
     */
    public Trace(LongSupplier clockNs, List<String> contexts) {
        this.clockNs = clockNs;
        this.contexts = List.copyOf(contexts);
    }

    @Override public boolean wants() {
        return true;
    }

    @Override public void emit(Tracepoint point, int context, int cpu, long... arguments) {
        if (top + 2 + arguments.length > data.length) data = Arrays.copyOf(data, data.length * 2);
        data[top++] = clockNs.getAsLong();
        data[top++] = point.ordinal() | arguments.length << 8 | (long) (cpu + 1) << 16 | (long) context << 32;
        for (long argument : arguments) data[top++] = argument;
        count++;
    }

    /** Events held. */
    public int size() {
        return count;
    }

    /** Names of those who execute, by number. */
    public List<String> contexts() {
        return contexts;
    }

    /** Name of the context with that number; {@code <idle>} for {@link Tracer#IDLE}. */
    public String context(int number) {
        return number == IDLE ? "<idle>" : contexts.get(number);
    }

    /** Starts reading at the first event. */
    public Cursor read() {
        return new Cursor();
    }

    /** Reads a trace from front to back: {@code for (var e = trace.read(); e.next(); ) ...}. */
    public final class Cursor {
        private int at;
        private int next;

        /** Turns to the next event; false when there is none. */
        public boolean next() {
            if (next >= top) return false;
            at = next;
            next = at + 2 + arguments();
            return true;
        }

        public Nanos time() {
            return new Nanos(data[at]);
        }

        /** {@link #time()} as a bare number, for loops over millions. */
        public long timeNs() {
            return data[at];
        }

        public Tracepoint point() {
            return POINTS[(int) data[at + 1] & 0xff];
        }

        /** The CPU it happened on, -1 when that is not modelled. */
        public int cpu() {
            return (int) (data[at + 1] >>> 16 & 0xffff) - 1;
        }

        /** Who executed: a context's number. */
        public int context() {
            return (int) (data[at + 1] >>> 32);
        }

        public String contextName() {
            return Trace.this.context(context());
        }

        public int arguments() {
            return (int) (data[at + 1] >>> 8 & 0xff);
        }

        public long argument(int index) {
            return data[at + 2 + index];
        }

        /** An argument that is a word. */
        public Reason reason(int index) {
            return REASONS[(int) data[at + 2 + index]];
        }
    }

    private static final Tracepoint[] POINTS = Tracepoint.values();
    private static final Reason[] REASONS = Reason.values();
}

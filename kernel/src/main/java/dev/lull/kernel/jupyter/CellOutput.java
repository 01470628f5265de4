package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import dev.lull.kernel.display.DisplaySink;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Input;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What one cell prints and displays, under the header of its request for as long as any of its threads lives. Printed
 * text goes out in batches: when there is enough, when something else is to be said, or a moment after the first byte.
 */
final class CellOutput implements DisplaySink {
    private static final int BATCH_BYTES = 64 << 10;
    private static final long BATCH_MS = 40;

    private final Outbox outbox;
    private final JsonObject parent;
    private final boolean silent;
    private final ScheduledExecutorService clock;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final List<JsonObject> pages = new ArrayList<>();
    private String pendingStream = "stdout";
    private boolean flushIsDue;

    CellOutput(Outbox outbox, JsonObject parent, boolean silent, ScheduledExecutorService clock) {
        this.outbox = outbox;
        this.parent = parent;
        this.silent = silent;
        this.clock = clock;
    }

    /** What surrounds a cell that prints and shows things here. */
    ExecutionContext context(String shell, int number, Input input, boolean keep, BooleanSupplier interrupted) {
        return new ExecutionContext(shell, number, stream("stdout"), stream("stderr"), this, input, keep, interrupted);
    }

    /** A stream by its name in the protocol, stdout or stderr. */
    private OutputStream stream(String name) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                print(name, bytes, offset, length);
            }
        };
    }

    private void print(String stream, byte[] bytes, int offset, int length) throws IOException {
        if (silent || length == 0) {
            return;
        }
        boolean said;
        synchronized (this) {
            said = !pendingStream.equals(stream);
            if (said) {
                flush(true);
                pendingStream = stream;
            }
            pending.write(bytes, offset, length);
            if (pending.size() >= BATCH_BYTES) {
                said = true;
                flush(false);
            } else if (!flushIsDue) {
                flushIsDue = true;
                clock.schedule(this::flushDue, BATCH_MS, TimeUnit.MILLISECONDS);
            }
        }
        if (said && !isRoom()) {
            throw new InterruptedIOException("The cell was interrupted while it printed.");
        }
    }

    /** Waits for room, so that a cell that says much does not fill the memory; false when the cell was interrupted meanwhile. */
    private boolean isRoom() {
        try {
            outbox.awaitRoom();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void flushDue() {
        flushIsDue = false;
        flush(false);
    }

    /** Sends what has been printed so far. */
    synchronized void flush() {
        flush(true);
    }

    /** @param all false to keep back a character whose bytes have not all come */
    private void flush(boolean all) {
        byte[] bytes = pending.toByteArray();
        int end = all ? bytes.length : endOfWholeCharacters(bytes);
        if (end == 0) {
            return;
        }
        pending.reset();
        pending.write(bytes, end, bytes.length - end);
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        outbox.publish(parent, "stream", Json.of("name", pendingStream, "text", text));
    }

    static int endOfWholeCharacters(byte[] utf8) {
        int start = utf8.length;
        for (int back = 0; back < 4 && start > 0; back++) {
            byte b = utf8[--start];
            if (b >= 0) {
                return utf8.length;
            }
            if ((b & 0xC0) == 0xC0) {
                int needed = (b & 0xE0) == 0xC0 ? 2 : (b & 0xF0) == 0xE0 ? 3 : 4;
                return utf8.length - start >= needed ? utf8.length : start;
            }
        }
        return utf8.length;
    }

    @Override
    public void display(MimeBundle bundle, String id) {
        show("display_data", bundle, id);
    }

    @Override
    public void update(MimeBundle bundle, String id) {
        show("update_display_data", bundle, id);
    }

    private void show(String type, MimeBundle bundle, String id) {
        if (!silent) {
            say(type, Json.of("data", bundle.data(), "metadata", bundle.metadata(), "transient", Json.of("display_id", id)));
        }
    }

    @Override
    public void clear(boolean wait) {
        if (!silent) {
            say("clear_output", Json.of("wait", wait));
        }
    }

    /** Says something after all that has been printed, unless the cell is interrupted before there is room for it. */
    void say(String type, JsonObject content) {
        if (isRoom()) {
            synchronized (this) {
                flush(true);
                outbox.publish(parent, type, content);
            }
        }
    }

    @Override
    public synchronized void page(MimeBundle bundle) {
        pages.add(Json.of("source", "page", "data", bundle.data(), "start", 0));
    }

    /** What the reply carries for the pager. */
    synchronized List<JsonObject> pages() {
        return List.copyOf(pages);
    }

    @Override
    public boolean live() {
        return true;
    }
}

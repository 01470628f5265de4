package dev.lull.kernel.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/** Standard input of one cell: lines from the front end as a stream of bytes. */
final class KeyboardBytes {
    private final Input input;
    private byte[] line = new byte[0];
    private int next;

    KeyboardBytes(Input input) {
        this.input = input;
    }

    synchronized int available() {
        return line.length - next;
    }

    synchronized int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == line.length && !fetch()) {
            return -1;
        }
        int count = Math.min(length, line.length - next);
        System.arraycopy(line, next, into, offset, count);
        next += count;
        return count;
    }

    private boolean fetch() throws IOException {
        try {
            String text = input.readLine("", false);
            line = text == null ? new byte[0] : (text + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
            return text != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The cell was interrupted while it waited for input.");
        }
    }
}

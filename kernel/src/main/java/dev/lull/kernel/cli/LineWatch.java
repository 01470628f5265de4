package dev.lull.kernel.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An output that knows whether what was written last has ended its line. */
final class LineWatch extends FilterOutputStream {
    private volatile boolean midLine;

    LineWatch(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        midLine = b != '\n';
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        if (length > 0) midLine = bytes[offset + length - 1] != '\n';
    }

    /** Whether a prompt written now would stand behind something else. */
    boolean isMidLine() {
        return midLine;
    }
}

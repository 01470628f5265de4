package dev.lull.kernel.magic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Prints to a cell's streams. */
final class Output {
    private Output() {}

    static void print(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A front end that has gone reads no more.
        }
    }
}

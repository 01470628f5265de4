package dev.lull.kernel.display;

import java.io.PrintStream;

/** Prints the plain text; what the same lines do in plain jshell, in a script or in a test. */
final class TerminalSink implements DisplaySink {
    @Override
    public void display(MimeBundle bundle, String id) {
        print(bundle);
    }

    @Override
    public void update(MimeBundle bundle, String id) {
        print(bundle);
    }

    @Override
    public void clear(boolean wait) {
        // What a terminal has printed stays printed.
    }

    @Override
    public boolean live() {
        return false;
    }

    private static void print(MimeBundle bundle) {
        PrintStream out = System.out;
        out.println(bundle.plain());
        out.flush();
    }
}

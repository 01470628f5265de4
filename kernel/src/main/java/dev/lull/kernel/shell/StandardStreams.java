package dev.lull.kernel.shell;

import dev.lull.kernel.display.Display;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.PlainText;
import dev.lull.kernel.display.Renderers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * System.out, System.err and System.in of the whole process, each leading to the cell that the calling thread works
 * for; where there is none, to where they led before.
 */
final class StandardStreams {
    private static final ThreadLocal<Boolean> COMPILES = ThreadLocal.withInitial(() -> false);
    private static boolean captured;
    private static PrintStream out;
    private static PrintStream err;
    private static InputStream in;

    private StandardStreams() {}

    /** Takes the streams over; once per process. */
    static synchronized void capture() {
        if (captured) {
            return;
        }
        captured = true;
        out = printer(new ToCell(System.out, cell -> cell.context.out()));
        err = printer(new ToCell(System.err, cell -> cell.context.err()));
        in = new FromCell(System.in);
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
        Thread.setDefaultUncaughtExceptionHandler(StandardStreams::diedOf);
        Renderers.shared().add(Throwable.class, StandardStreams::lookOf);
        PlainText.namesBy(JShellNames::unwrapped);
        Display.install(() -> {
            Cell cell = Cell.current();
            return cell == null ? null : cell.context.display();
        });
    }

    /** Does something with the compiler, which writes pages to System.err when it fails; what it had to say is told by whoever asked it. */
    static <T> T unheard(Supplier<T> work) {
        boolean before = COMPILES.get();
        COMPILES.set(true);
        try {
            return work.get();
        } finally {
            COMPILES.set(before);
        }
    }

    /** A cell may put streams of its own in their place; but none at all would fail every cell after it. */
    static void replaceMissing() {
        if (System.out == null) {
            System.setOut(out);
        }
        if (System.err == null) {
            System.setErr(err);
        }
        if (System.in == null) {
            System.setIn(in);
        }
        Object handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler != null && handler.getClass().getName().startsWith("jdk.jshell.")) {    // a JShell in the cell hides what others throw, too
            Thread.setDefaultUncaughtExceptionHandler(StandardStreams::diedOf);
        }
    }

    /** Tells of a thread's end on its cell's standard error, unless somebody asked it to end. */
    private static void diedOf(Thread thread, Throwable why) {
        if (why instanceof ExitRequested exit) {
            System.err.println(exit.getMessage() + " was called in " + thread.getName() + "; that thread has ended, the session goes on.");
        } else if (!(why instanceof CellInterrupted)) {
            Cell cell = Cell.current();
            System.err.print("Exception in thread \"" + thread.getName() + "\" " + (cell == null ? "" : cell.told(why) + "\n"));
            if (cell == null) {
                why.printStackTrace();
            }
        }
    }

    /** An exception that is a cell's value, told as if the cell had thrown it. */
    private static MimeBundle lookOf(Throwable value) {
        Cell cell = Cell.current();
        return cell == null ? new Renderers().render(value) : MimeBundle.text(cell.told(value));
    }

    private static PrintStream printer(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                flush();        // a cell that closes System.out must not silence the others
            }
        };
    }

    private static final class ToCell extends OutputStream {
        private final OutputStream before;
        private final Function<Cell, OutputStream> stream;

        ToCell(OutputStream before, Function<Cell, OutputStream> stream) {
            this.before = before;
            this.stream = stream;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (COMPILES.get()) {
                return;
            }
            Cell cell = Cell.current();
            if (cell == null) {
                before.write(bytes, offset, length);
            } else if (!cell.isMuted()) {
                stream.apply(cell).write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (Cell.current() == null) {
                before.flush();     // a cell's stream is flushed by its front end, in batches
            }
        }
    }

    private static final class FromCell extends InputStream {
        private final InputStream before;

        FromCell(InputStream before) {
            this.before = before;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Cell cell = Cell.current();
            return cell == null ? before.read(into, offset, length) : cell.keyboard.read(into, offset, length);
        }

        @Override
        public int available() throws IOException {
            Cell cell = Cell.current();
            return cell == null ? before.available() : cell.keyboard.available();
        }
    }
}

package dev.lull.kernel.jupyter;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.LanguageInfo;
import dev.lull.kernel.shell.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The least interpreter that shows everything the protocol can do. A cell is a verb and what it is about. */
final class Echo implements Interpreter {
    volatile CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean waits;
    volatile CountDownLatch waiting = new CountDownLatch(1);

    @Override
    public LanguageInfo info() {
        return new LanguageInfo("echo", "1", "text/plain", ".txt", "null", "text", "Echo");
    }

    @Override
    public Outcome execute(String code, ExecutionContext context) {
        String about = code.substring(code.indexOf(' ') + 1);
        PrintStream out = new PrintStream(context.out(), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(context.err(), true, StandardCharsets.UTF_8);
        switch (code.split(" ")[0]) {
            case "print" -> out.print(about);
            case "both" -> {
                out.print("1");
                err.print("2");
                out.print("3");
            }
            case "flood" -> {
                for (int i = 0; i < Integer.parseInt(about); i++) {
                    out.print("line " + i + "\n");
                }
            }
            case "show" -> {
                context.display().display(MimeBundle.text(about), "id-1");
                context.display().update(MimeBundle.text(about + "!"), "id-1");
                context.display().clear(true);
            }
            case "later" -> new Thread(() -> {
                await(waiting);
                out.print(about);
            }).start();
            case "fail" -> {
                return new Outcome.Failure("Failed", about, List.of("line 1", "line 2"));
            }
            case "exit" -> {
                return new Outcome.Exit(3, "System.exit(3)");
            }
            case "crash" -> throw new IllegalStateException("a fault of the interpreter");
            case "unspeakable" -> {
                return new Outcome.Value(MimeBundle.text("x").json(new Object()));
            }
            case "ask", "secret" -> {
                return asked(about, code.startsWith("secret"), context);
            }
            case "wait" -> {
                interrupted = new CountDownLatch(1);
                waits = true;
                out.print("waiting");
                out.flush();
                await(interrupted);
                waits = false;
                return new Outcome.Failure("Interrupted", "", List.of());
            }
            case "quiet" -> { }
            default -> {
                return new Outcome.Value(MimeBundle.text(code));
            }
        }
        return Outcome.NOTHING;
    }

    private static Outcome asked(String prompt, boolean password, ExecutionContext context) {
        try {
            return new Outcome.Value(MimeBundle.text(String.valueOf(context.input().readLine(prompt, password))));
        } catch (IOException e) {
            return new Outcome.Failure("StdinNotImplemented", e.getMessage(), List.of());
        } catch (InterruptedException e) {
            return new Outcome.Failure("Interrupted", "", List.of());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean interrupt() {
        interrupted.countDown();
        return waits;
    }

    @Override
    public void close() {
        interrupt();
    }
}

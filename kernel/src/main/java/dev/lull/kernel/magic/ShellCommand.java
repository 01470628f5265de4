package dev.lull.kernel.magic;

import dev.lull.kernel.shell.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Runs a script in bash, its output going to the cell as it comes. */
final class ShellCommand {
    private volatile Process running;

    Outcome run(Magic.Call call) {
        try {
            Process process = new ProcessBuilder("bash", "-s").start();
            running = process;
            Thread errors = new Thread(() -> copy(process.getErrorStream(), call.context().err()), "bash-errors");
            errors.setDaemon(true);
            errors.start();
            Thread script = new Thread(() -> write(call.body(), process.getOutputStream()), "bash-script");
            script.setDaemon(true);
            script.start();
            copy(process.getInputStream(), call.context().out());
            errors.join();
            int status = process.waitFor();
            return status == 0 ? Outcome.NOTHING : call.refuse("bash ended with status " + status + ".");
        } catch (IOException e) {
            return call.refuse("Cannot run bash: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return call.refuse("bash was interrupted.");
        } finally {
            running = null;
        }
    }

    /** Ends the running script and what it has started; false when there is none. */
    boolean interrupt() {
        Process process = running;
        if (process == null) {
            return false;
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        return true;
    }

    private static void write(String script, OutputStream to) {
        try (to) {
            to.write((script + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // bash has ended before it read all: then its status says why.
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

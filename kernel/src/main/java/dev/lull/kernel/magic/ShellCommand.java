package dev.lull.kernel.magic;

import dev.lull.kernel.shell.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a script in bash, its output going to the cell as it comes. */
final class ShellCommand {
    /** For the script to tidy up before it is killed, and for its last words after that. */
    private static final long PATIENCE_MS = 300;

    private final Set<Script> running = ConcurrentHashMap.newKeySet();

    Outcome run(Magic.Call call) {
        Script script;
        try {
            script = new Script(new ProcessBuilder("bash", "-s").start());
        } catch (IOException e) {
            return call.refuse("Cannot run bash: " + e.getMessage());
        }
        running.add(script);
        try {
            int status = script.waiting.forResultOf(() -> script.statusFor(call), call.context());
            return script.interrupted ? call.interrupted() : status == 0 ? Outcome.NOTHING : call.refuse("bash ended with status " + status + ".");
        } catch (CancellationException e) {
            script.interrupt();         // if it was cancelled before it had begun
            return call.interrupted();
        } catch (ExecutionException e) {
            return call.refuse("bash failed: " + e.getCause().getMessage());
        } finally {
            script.ended.countDown();
            running.remove(script);
        }
    }

    /** Ends the running scripts and what they have started, if need be by force; false when there is none. */
    boolean interrupt() {
        List<Script> all = List.copyOf(running);
        all.forEach(Script::interrupt);
        return !all.isEmpty();
    }

    /** One script on its way. */
    private static final class Script {
        private final Process bash;
        private final Waiting waiting = new Waiting();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean interrupted;

        Script(Process bash) {
            this.bash = bash;
        }

        int statusFor(Magic.Call call) throws IOException, InterruptedException {
            Thread errors = inBackground(() -> copy(bash.getErrorStream(), call.context().err()));
            inBackground(() -> write(call.body(), bash.getOutputStream()));
            copy(bash.getInputStream(), call.context().out());
            errors.join();
            return bash.waitFor();
        }

        void interrupt() {
            interrupted = true;
            List<ProcessHandle> all = Stream.concat(bash.descendants(), Stream.of(bash.toHandle())).toList();
            all.forEach(ProcessHandle::destroy);
            inBackground(() -> {
                if (!ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                    bash.descendants().forEach(ProcessHandle::destroyForcibly);
                    all.forEach(ProcessHandle::destroyForcibly);
                }
                if (!ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                    waiting.interrupt();        // something that is out of reach holds on to the script's output
                }
            });
        }
    }

    /** Something to be done beside the script. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static Thread inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // bash has ended before it read or wrote all: then its status says why.
            }
        }, "bash");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void write(String script, OutputStream to) throws IOException {
        try (to) {
            to.write((script + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
            }
        }
    }
}

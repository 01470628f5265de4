package dev.lull.kernel.cli;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Waits for things that other processes do. */
final class Await {
    private static final long PATIENCE_SECONDS = 120;

    private Await() {
    }

    /** The content of a file, as soon as it has some. */
    static String content(Path file) throws IOException, InterruptedException {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (!Files.exists(file) || Files.size(file) == 0) {
                WatchKey key = watch.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (key == null) throw new AssertionError(file + " was not written");
                key.pollEvents();
                key.reset();
            }
            return Files.readString(file);
        }
    }

    /** Until somebody listens on this port. */
    static void listening(int port) throws InterruptedException {
        for (int tries = 0; tries < PATIENCE_SECONDS * 10; tries++) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException e) {
                Thread.sleep(100);           // there is nothing to wait on: the other side does not say when it listens
            }
        }
        throw new AssertionError("nobody listens on port " + port);
    }

    /** Until the process is gone. */
    static void end(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}

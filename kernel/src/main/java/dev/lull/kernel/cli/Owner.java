package dev.lull.kernel.cli;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sees to it that a kernel does not outlive the program that started it, even when that was killed. */
final class Owner {
    private Owner() {
    }

    static void leaveWithIt() {
        if ("stdin".equals(System.getenv(KernelProcess.LIFELINE))) {
            start(new Thread(Owner::waitForEndOfInput, "lifeline"));
        } else if (System.getenv("JPY_PARENT_PID") != null) {
            watchParent();
        }
    }

    private static void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) { }
        } catch (IOException e) {
            // a broken pipe is an end too
        }
        Runtime.getRuntime().halt(0);
    }

    /** Jupyter closes our stdin at once, so there is no pipe to listen to; ipykernel looks each second, too. */
    private static void watchParent() {
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
        if (parent == 1) return;
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "parent watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(() -> {
            if (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L) != parent) Runtime.getRuntime().halt(1);
        }, 2, 2, TimeUnit.SECONDS);
    }

    private static void start(Thread thread) {
        thread.setDaemon(true);
        thread.start();
    }
}

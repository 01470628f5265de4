package dev.lull.kernel.jupyter;

import dev.lull.kernel.shell.Interpreter;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all shells of a kernel share.
 *
 * @param count the number of the last cell that was kept
 */
record Shared(
        Interpreter interpreter, Outbox outbox, Keyboard keyboard, History history, Comms comms, ScheduledExecutorService clock, AtomicInteger count) {
}

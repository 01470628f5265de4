package dev.lull.kernel.jupyter;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A thread of the kernel's own. A cell that interrupts every thread it can find does not disturb it, nor need one that fills the memory. */
final class KernelThread extends Thread {
    private static final long UNTIL_THERE_IS_MEMORY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    KernelThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    /**
     * A thread for a loop that can be begun again at any turn, as JeroMQ's can: what it has not read is there still. When a cell has filled
     * the memory, the error strikes whoever asks next; a kernel whose sockets have died of it would never be heard of again.
     */
    static KernelThread enduring(Runnable loop, String name) {
        return new KernelThread(() -> {
            boolean ended = false;
            while (!ended) {
                try {
                    loop.run();
                    ended = true;
                } catch (OutOfMemoryError e) {
                    LockSupport.parkNanos(UNTIL_THERE_IS_MEMORY_NS);
                }
            }
        }, name);
    }

    /** An interrupt would close the channels that the thread reads and writes, and with them the kernel. */
    @Override
    public void interrupt() {
        // Whoever wants something of this thread uses its queue.
    }
}

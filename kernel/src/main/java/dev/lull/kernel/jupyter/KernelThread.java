package dev.lull.kernel.jupyter;

/** A thread of the kernel's own. A cell that interrupts every thread it can find does not disturb it. */
final class KernelThread extends Thread {
    KernelThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    /** An interrupt would close the channels that the thread reads and writes, and with them the kernel. */
    @Override
    public void interrupt() {
        // Whoever wants something of this thread uses its queue.
    }
}

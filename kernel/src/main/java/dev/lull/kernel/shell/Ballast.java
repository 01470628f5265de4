package dev.lull.kernel.shell;

/** Memory that is thrown overboard when a cell has used up the rest, so that the kernel can still answer. */
final class Ballast {
    private static final int BYTES = (int) Math.min(32 << 20, Math.max(24 << 20, Runtime.getRuntime().maxMemory() / 8));
    private static final Ballast OF_THE_PROCESS = new Ballast();

    private static final long ROOM = 2L * BYTES;

    private byte[] memory;
    private boolean used;
    /** What seems to be free must be more than this. */
    private long enough = ROOM;

    private Ballast() {}

    static Ballast ofTheProcess() {
        return OF_THE_PROCESS;
    }

    /** Frees it when there is little memory: some code has just caught an error that may be about that. */
    synchronized void releaseIfTight() {
        if (memory != null && free() < BYTES) {
            release();
        }
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /** Frees it. */
    synchronized void release() {
        memory = null;
        used = true;
    }

    /**
     * Takes it again, before a cell runs, when there is room. While it is missing, what looks like used memory may be
     * garbage, which only a collection can tell; it is had again as soon as a cell has let go of what filled the memory.
     * What looks free may be of no use to anybody, as a survivor space or the end of a region, and of a large memory that
     * is more than the ballast; so what turned out to be too little when it was tried for is so the next time.
     */
    synchronized void rearm() {
        if (memory == null && used) {
            if (free() <= enough) {
                System.gc();
            }
            if (free() > enough) {
                enough = hasRoom() ? ROOM : free() + BYTES;
            }
            if (free() > enough) {
                take();
            }
        }
    }

    /** In one piece: in two, the first might take from other threads the last that there is. */
    private static boolean hasRoom() {
        try {
            return new byte[(int) ROOM].length == ROOM;
        } catch (OutOfMemoryError tooTight) {
            return false;
        }
    }

    /** Takes it for the first time, when nobody waits. */
    synchronized void arm() {
        if (memory == null && free() > ROOM) {
            take();
        }
    }

    private void take() {
        try {
            memory = new byte[BYTES];
        } catch (OutOfMemoryError tooTight) {
            memory = null;
        }
    }
}

package dev.lull.kernel.shell;

/** Memory that is thrown overboard when a cell has used up the rest, so that the kernel can still answer. */
final class Ballast {
    private static final int BYTES = 24 << 20;

    private byte[] memory;

    /** Frees it. */
    synchronized void release() {
        memory = null;
    }

    /** Takes it again, when there is room. */
    synchronized void rearm() {
        if (memory == null && Runtime.getRuntime().maxMemory() > 4L * BYTES) {
            try {
                memory = new byte[BYTES];
            } catch (OutOfMemoryError stillFull) {
                memory = null;
            }
        }
    }
}

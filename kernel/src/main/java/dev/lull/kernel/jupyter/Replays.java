package dev.lull.kernel.jupyter;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The signatures of late: whoever has listened cannot have a message obeyed again by sending it again. */
final class Replays {
    private static final int KEPT_MAX = 1 << 14;
    private static final int DIGITS = 16;       // two messages that share so many are not met with by chance

    private final Map<Long, Boolean> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** Whether a message with this signature, a right one, has come before. */
    synchronized boolean holds(byte[] signature) {
        String digits = new String(signature, 0, DIGITS, StandardCharsets.US_ASCII);
        return known.put(Long.parseUnsignedLong(digits, DIGITS), true) != null;
    }
}

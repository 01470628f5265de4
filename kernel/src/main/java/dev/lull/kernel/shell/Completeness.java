package dev.lull.kernel.shell;

/**
 * Whether a cell can be run as it stands.
 *
 * @param indent for an incomplete cell, what the next line should begin with
 */
public record Completeness(Status status, String indent) {
    /** The answers; in lower case they are the protocol's. */
    public enum Status { COMPLETE, INCOMPLETE, INVALID, UNKNOWN }

    /** It can be run. */
    public static Completeness complete() {
        return new Completeness(Status.COMPLETE, "");
    }

    /** Something is missing at its end. */
    public static Completeness incomplete(String indent) {
        return new Completeness(Status.INCOMPLETE, indent);
    }

    /** It will not compile, whatever is added. */
    public static Completeness invalid() {
        return new Completeness(Status.INVALID, "");
    }

    /** Nobody knows. */
    public static Completeness unknown() {
        return new Completeness(Status.UNKNOWN, "");
    }
}

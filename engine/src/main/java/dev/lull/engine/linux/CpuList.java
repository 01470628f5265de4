package dev.lull.engine.linux;

import java.util.BitSet;

/** A kernel-style CPU list, {@code "0-3,8"} or {@code "all"}. */
public final class CpuList {
    private CpuList() {
    }

    /**
     * The CPUs that {@code list} names.
     *
     * @param what the setting it was written for, for the error
     * @param cpus CPUs of the machine
     */
    public static BitSet parse(String what, String list, int cpus) {
        BitSet set = new BitSet();
        if (list.equals("all")) {
            set.set(0, cpus);
            return set;
        }
        if (list.isBlank()) return set;
        for (String part : list.split(",")) {
            String[] ends = part.trim().split("-", 2);
            int first = number(what, list, ends[0]);
            int last = ends.length == 1 ? first : number(what, list, ends[1]);
            if (first > last) {
                throw new IllegalArgumentException(what + "(\"" + list + "\"): the range " + part.trim() + " runs backwards. Write "
                        + last + "-" + first + ".");
            }
            if (last >= cpus) {
                throw new IllegalArgumentException(what + "(\"" + list + "\") names CPU " + last + ", but " + has(cpus)
                        + " Raise cpus(...) to " + (last + 1) + ", or leave CPU " + last + " out.");
            }
            set.set(first, last + 1);
        }
        return set;
    }

    /** The sentence that says which CPUs there are. */
    public static String has(int cpus) {
        return "this machine has " + (cpus == 1 ? "only CPU 0." : "CPUs 0-" + (cpus - 1) + ".");
    }

    /** Refuses {@code cpu} unless it is one of a machine's {@code cpus}; {@code what} is the call it was written in. */
    public static void check(String what, int cpu, int cpus) {
        if (cpu >= 0 && cpu < cpus) return;
        throw new IllegalArgumentException(what + "(" + cpu + ") names CPU " + cpu + ", but " + has(cpus)
                + (cpu < 0 ? " CPUs count from 0." : " Raise cpus(...) to " + (cpu + 1) + ", or leave CPU " + cpu + " out."));
    }

    private static int number(String what, String list, String text) {
        try {
            return Integer.parseUnsignedInt(text.trim());
        } catch (NumberFormatException bad) {
            throw new IllegalArgumentException(what + "(\"" + list + "\"): \"" + text.trim() + "\" is no CPU number. A CPU list is"
                    + " written as the kernel's command line has it: \"0-3\", \"1,3,5-7\" or \"all\".");
        }
    }

    /** {@code cpus} in the kernel's way of writing: {@code 0-3,8}. */
    public static String write(BitSet cpus) {
        StringBuilder out = new StringBuilder();
        for (int first = cpus.nextSetBit(0); first >= 0; ) {
            int end = cpus.nextClearBit(first);
            if (out.length() > 0) out.append(',');
            out.append(first);
            if (end - first > 1) out.append('-').append(end - 1);
            first = cpus.nextSetBit(end);
        }
        return out.toString();
    }
}

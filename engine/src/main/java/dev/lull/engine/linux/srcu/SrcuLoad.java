package dev.lull.engine.linux.srcu;

import dev.lull.engine.time.Nanos;

import java.util.Locale;

/** What happens to a domain: updaters, readers, and allocations that fail. */
public sealed interface SrcuLoad {
    /** In a line. */
    String describe();

    /** Refuses what does not fit {@code srcu}. */
    default void check(Srcu srcu) {
    }

    /** What an updater calls. */
    enum Function {
        SYNCHRONIZE("synchronize_srcu()"),
        SYNCHRONIZE_EXPEDITED("synchronize_srcu_expedited()"),
        CALL("call_srcu()"),
        BARRIER("srcu_barrier()"),
        INIT("init_srcu_struct()"),
        CLEANUP("cleanup_srcu_struct()"),
        MODULE_EXIT("srcu_module_going()");

        private final String says;

        Function(String says) {
            this.says = says;
        }

        /** As C has it. */
        public String says() {
            return says;
        }
    }

    /**
     * A task that calls one function over and over.
     *
     * @param function what
     * @param cpu      where
     * @param times    calls at most; 0 in a timed run for as many as come
     * @param every    from one call's return to the next call, in a timed run; {@code null} when it was not said
     */
    record Updates(Function function, int cpu, int times, Nanos every) implements SrcuLoad {
        /** From CPU {@code cpu}. */
        public Updates on(int cpu) {
            if (cpu < 0) throw new IllegalArgumentException("on(" + cpu + "): CPUs count from 0");
            return new Updates(function, cpu, times, every);
        }

        /** So many calls at most. */
        public Updates times(int times) {
            if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one call");
            return new Updates(function, cpu, times, every);
        }

        /** In a timed run, the next call that long after the return of the last. */
        public Updates every(Nanos pause) {
            return new Updates(function, cpu, times, pause);
        }

        /** In a timed run, one call right after the other. */
        public Updates backToBack() {
            return every(Nanos.ZERO);
        }

        @Override public void check(Srcu srcu) {
            cpuExists(function.says(), cpu, srcu);
            boolean ofDynamic = function == Function.INIT;
            if (ofDynamic && srcu.kind().isStatic()) {
                throw new IllegalArgumentException("init_srcu_struct() is for a domain in memory of the caller's, and this one is "
                        + srcu.kind().name().toLowerCase(Locale.ROOT) + ". Say dynamic() on the SRCU, or leave the call out: a static domain is set up where it is first used.");
            }
            if (function == Function.MODULE_EXIT && srcu.kind() != Srcu.Kind.MODULE) {
                throw new IllegalArgumentException("srcu_module_going() is for a module's domain. Say kind(MODULE) on the SRCU.");
            }
        }

        @Override public String describe() {
            return function.says() + " on CPU " + cpu + (times > 0 ? ": up to " + times + (times == 1 ? " call" : " calls") : "")
                    + (every == null ? "" : every.count() == 0 ? ", one right after the other" : ", " + every + " after the last has returned");
        }
    }

    /**
     * A task that enters a section and leaves it, over and over.
     *
     * @param cpu     where it enters
     * @param leaves  where it leaves
     * @param times   sections at most; 0 in a timed run for as many as come
     * @param holds   how long it stays inside, in a timed run
     * @param atMost  the longest it stays, evenly drawn from {@code holds}; {@code null} for always the same
     * @param every   from leaving to entering again, in a timed run
     */
    record Readers(int cpu, int leaves, int times, Nanos holds, Nanos atMost, Nanos every) implements SrcuLoad {
        /** On CPU {@code cpu}. */
        public Readers on(int cpu) {
            if (cpu < 0) throw new IllegalArgumentException("on(" + cpu + "): CPUs count from 0");
            return new Readers(cpu, cpu, times, holds, atMost, every);
        }

        /** Leaves on another CPU than it entered on. */
        public Readers leavesOn(int other) {
            if (other < 0) throw new IllegalArgumentException("leavesOn(" + other + "): CPUs count from 0");
            return new Readers(cpu, other, times, holds, atMost, every);
        }

        /** So many sections at most. */
        public Readers times(int times) {
            if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one section");
            return new Readers(cpu, leaves, times, holds, atMost, every);
        }

        /** Stays inside that long. */
        public Readers holds(Nanos length) {
            return new Readers(cpu, leaves, times, length, null, every);
        }

        /** Stays inside between the two, evenly drawn. */
        public Readers holds(Nanos least, Nanos most) {
            if (most.compareTo(least) < 0) throw new IllegalArgumentException("holds(" + least + ", " + most + "): the least comes first");
            return new Readers(cpu, leaves, times, least, most, every);
        }

        /** Enters again that long after it has left. */
        public Readers every(Nanos pause) {
            return new Readers(cpu, leaves, times, holds, atMost, pause);
        }

        @Override public void check(Srcu srcu) {
            cpuExists("a reader", cpu, srcu);
            cpuExists("a reader", leaves, srcu);
        }

        @Override public String describe() {
            return "a reader on CPU " + cpu + (leaves == cpu ? "" : " that leaves on CPU " + leaves) + (times > 0 ? ": up to " + times + (times == 1 ? " section" : " sections") : "")
                    + (holds.count() == 0 ? "" : ", inside for " + holds + (atMost == null ? "" : " to " + atMost));
        }
    }

    /** An allocation that may fail, {@code times} at most. */
    record Failure(SrcuHeap.Part part, int times) implements SrcuLoad {
        @Override public String describe() {
            return "the " + part.fault() + " may fail" + (times == 1 ? "" : ", up to " + times + " times");
        }
    }

    private static void cpuExists(String what, int cpu, Srcu srcu) {
        if (cpu >= srcu.cpus()) {
            throw new IllegalArgumentException(what + " on CPU " + cpu + ": this SRCU has " + srcu.cpus() + " CPUs, numbered from 0. Raise cpus(...), or choose another.");
        }
    }
}

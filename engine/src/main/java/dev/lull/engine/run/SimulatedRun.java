package dev.lull.engine.run;

import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Trace;

import java.util.List;

/**
 * What a timed run gave.
 *
 * @param scenario    what was run
 * @param seed        the seed of all its chances
 * @param length      how long load arrived
 * @param prices      what was paid
 * @param ended       when it ended: load having stopped, it went on until nothing moved any more
 * @param ending      how it ended
 * @param trace       what happened
 * @param counts      key figures
 * @param busy        what each CPU spent on tasks and handlers, by number
 * @param findings    what the modelled Linux did wrong
 * @param known       mistakes that were met and are known, so that they are not what was looked for: a sentence each
 * @param awake       tasks that had not gone to sleep at the end
 * @param fingerprint of the memory at the end
 * @param moves       every move made, if they were recorded; else empty
 */
public record SimulatedRun(Scenario scenario, long seed, Nanos length, Prices prices, Nanos ended, Ending ending, Trace trace, Counts counts,
        List<Nanos> busy, List<Finding> findings, List<String> known, List<String> awake, long fingerprint, int[] moves) {
    public SimulatedRun {
        busy = List.copyOf(busy);
        findings = List.copyOf(findings);
        known = List.copyOf(known);
        awake = List.copyOf(awake);
    }

    /** How a run can end. */
    public enum Ending {
        /** Nothing moved any more: what is still queued is stranded. */
        AT_REST("came to rest"),
        /** Much later than the last load, something still moved. */
        RESTLESS("had not come to rest"),
        /** Somebody interrupted it. */
        INTERRUPTED("was interrupted");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Key figures.
     *
     * @param moves        moves of the machine
     * @param calls        callbacks queued
     * @param invoked      callbacks invoked
     * @param gracePeriods grace periods that began
     * @param switches     times a CPU turned to a task
     * @param spins        times somebody found a lock taken
     */
    public record Counts(long moves, long calls, long invoked, long gracePeriods, long switches, long spins) {
        /** Callbacks queued and not invoked. */
        public long left() {
            return calls - invoked;
        }
    }

    /** Whether nothing was found to be wrong. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** One line: how it ended. */
    public String verdict() {
        if (!findings.isEmpty()) return "VIOLATED: " + findings.get(0);
        String left = counts.left() == 0 ? "nothing is lost" : counts.left() + " callbacks were still queued";
        return counts.calls() + " callbacks, " + counts.gracePeriods() + " grace periods; the run " + ending.words() + " after " + ended
                + (ending == Ending.RESTLESS && !awake.isEmpty() ? ": still awake " + (awake.size() == 1 ? "is " : "are ") + String.join(", ", awake) : "") + "; " + left;
    }
}

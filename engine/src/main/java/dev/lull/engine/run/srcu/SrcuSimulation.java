package dev.lull.engine.run.srcu;

import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.run.Prices;
import dev.lull.engine.time.Nanos;

/**
 * A timed run of an SRCU: each step takes virtual time, jiffies and the wakeups of kworkers too, and the earliest event makes the next
 * move. Every task has a CPU to itself; what is measured is SRCU's own waiting. The same scenario, seed and prices give the same run.
 *
 * @param scenario what is run
 * @param seed     of all its chances
 * @param length   how long load arrives; then the run goes on until all is done
 * @param prices   what steps and wakeups take
 * @param wheel    how timers round
 */
public record SrcuSimulation(SrcuScenario scenario, long seed, Nanos length, Prices prices, Wheel wheel) {
    /** When a timer fires that was armed for some jiffy. */
    public enum Wheel {
        /** In the tick after its jiffy, so that it is never early: the timer wheel since v4.8 rounds up. A delay of 1 takes one to two jiffies. */
        ROUNDS_UP,
        /** In the tick that begins its jiffy. A delay of 1 takes up to one jiffy. */
        EXACT
    }

    public SrcuSimulation {
        if (length.count() <= 0) throw new IllegalArgumentException("a run of " + length + ": give it a length, millis(100) for one");
        for (SrcuLoad load : scenario.loads()) check(load);
    }

    private static void check(SrcuLoad load) {
        if (load instanceof SrcuLoad.Updates updates && updates.every() == null) {
            throw new IllegalArgumentException(updates.describe() + " does not say when calls come, and a timed run needs to know. Add every(millis(10)), or backToBack().");
        }
        if (load instanceof SrcuLoad.Readers readers && readers.every() == null) {
            throw new IllegalArgumentException(readers.describe() + " does not say when sections begin, and a timed run needs to know. Add every(micros(100)), say.");
        }
    }

    /** At the usual prices. */
    public static SrcuSimulation of(SrcuScenario scenario, long seed, Nanos length) {
        return new SrcuSimulation(scenario, seed, length, Prices.usual(), Wheel.ROUNDS_UP);
    }

    /** At other prices. */
    public SrcuSimulation prices(Prices other) {
        return new SrcuSimulation(scenario, seed, length, other, wheel);
    }

    /** With timers that round otherwise. */
    public SrcuSimulation wheel(Wheel other) {
        return new SrcuSimulation(scenario, seed, length, prices, other);
    }

    /** Runs it. Interrupting the thread ends it with what it has. */
    public SrcuRun run() {
        return new SrcuDriver(this).run();
    }
}

package dev.lull.engine.zoo;

import dev.lull.engine.linux.srcu.Srcu;
import dev.lull.engine.linux.srcu.SrcuFix;
import dev.lull.engine.linux.srcu.SrcuLoad.Function;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.run.srcu.SrcuScript;

/** Numbered steps that show bugs of SRCU. */
final class SrcuLists {
    private SrcuLists() {
    }

    /**
     * The list of 4a8e65b0c348 on {@code cpu}: one callback waits for X+4, one for X+8; a third is held up between two looks at the
     * grace period, of which the first sees X+4 in progress and the second X+8. There is no third place for X+12.
     *
     * <p>The reader is what makes it a run of the code: call_srcu() is a reader itself, so the grace period that it must not hold up
     * has to have flipped before it came. Derived, not reported upstream; so is that up to v6.6 a domain without a tree never shows it,
     * for there every grace period that starts looks through the one list there is.
     */
    static SrcuScript acceleration(Srcu srcu, int cpu) {
        SrcuScenario scenario = SrcuScenario.of("callbacks acceleration mishandling", srcu).load(SrcuScenario.reader().times(1));
        for (int task = 0; task < 3; task++) scenario = scenario.load(SrcuScenario.update(Function.CALL).on(cpu).times(1));
        String task = "task/" + cpu;
        String between = srcu.has(SrcuFix.SNAP_BEFORE_ADVANCE) ? "ADVANCE" : "SNAP_LATE";
        return SrcuScript.on(scenario)
                .step("1", "a reader enters", s -> s.enter("reader/0"))
                .step("2", "a first callback is given grace period X+4, which starts", s -> s.call(task).untilAsleep())
                .step("3", "the grace period flips, and then waits for the reader", s -> {
                    s.fire("sup.work.timer");
                    s.run("kworker/srcu_gp").untilAsleep();
                })
                .step("4", "a second callback is given X+8", s -> s.call(task + "b").untilAsleep())
                .step("5", "a third is queued, and held up between two looks at the grace period", s -> s.call(task + "c").until(between))
                .step("6", "the reader leaves; X+4 ends, X+8 starts", s -> {
                    s.leave("reader/0");
                    s.fire("sup.work.timer");
                    s.run("kworker/srcu_gp").untilAsleep();
                })
                .step("7", "the third callback is to be given its number", s -> s.run(task + "c").untilAsleep())
                .step("8", "all that is asked for is done", s -> s.settle());
    }
}

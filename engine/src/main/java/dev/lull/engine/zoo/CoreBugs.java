package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.model.Definition;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.EqsLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Reason;
import dev.lull.engine.trace.Tracepoint;

import java.util.List;

/** RCU's core: grace periods, quiescent states, callbacks of CPUs that are not offloaded. */
final class CoreBugs {
    private CoreBugs() {
    }

    static List<Bug> all() {
        return List.of(
                new Bug("Z7", "wakeup after need_resched", "on the way into idle rcuog is woken on this CPU after the last look at need_resched()",
                        "up to 5.11", "43789ef3f7d6", leaves(RescueEdge.IDLE, Linux.version("5.12").without(Fix.IDLE_WAKEUP_BEFORE_RESCHED)), leaves(RescueEdge.IDLE, Linux.version("5.12"))),
                new Bug("Z7a", "wakeup on the way to user space", "the same on the way to user space", "up to 5.11", "47b8ff194c1f",
                        leaves(RescueEdge.USER, Linux.version("5.12").without(Fix.USER_WAKEUP_BEFORE_RESCHED)), leaves(RescueEdge.USER, Linux.version("5.12"))),
                new Bug("Z20", "overload without force", "with a CPU overloaded the wait for quiescent states is cut short, and then no scan is made",
                        "5.7 to 5.9", "9c39245382de", flood(Linux.version("5.11").without(Fix.FQS_HONOURS_OVLD)), flood(Linux.version("5.11"))),
                new Bug("Z21", "forced tick left on", "an interrupt forces a nohz_full CPU's tick on just after nobody needs it any more", "5.5",
                        "5b14557b073c", of(CoreRaces.forcedTick(false)), of(CoreRaces.forcedTick(true))),
                new Bug("Z24", "useless grace periods", "callbacks that have their number ask for one grace period more whenever they are looked at", "up to 5.9",
                        "53922270d21d", calls(Linux.version("5.11").without(Fix.ACCELERATE_CHECKS_REST)), calls(Linux.version("5.11"))),
                new Bug("Z24a", "useless softirqs", "the tick of an offloaded CPU raises the softirq for callbacks that are its kthread's to invoke", "up to 5.10",
                        "bd56e0a4a291", ticks(Linux.version("5.11").without(Fix.PENDING_IGNORES_OFFLOADED)), ticks(Linux.version("5.11"))),
                new Bug("Z25", "irq_work made anew", "rcu_read_unlock() initialises its irq_work while that is queued: the list runs in a circle", "6.x, up to 6.16",
                        "61399e0c5410", of(CoreRaces.irqWork(false)), of(CoreRaces.irqWork(true))),
                new Bug("Z29", "request in a shared slot", "a request for a grace period two ahead is kept where the one that ends is just being cleared",
                        "up to 4.17", "51af970d19f3", of(CoreRaces.futureRequest(false)), of(CoreRaces.futureRequest(true))));
    }

    private static Bug.Case of(Definition definition) {
        return new Bug.Modelled(definition, Bounds.DEFAULT.shortest());
    }

    /** A CPU that owes rcuog a wakeup leaves the kernel; rcuog can only run there. */
    private static Bug.Case leaves(RescueEdge state, Linux linux) {
        Scenario scenario = Scenario.of("a deferred wakeup on the way out", linux.cpus(1).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(0).times(1).irqs(Irqs.OFF)).load(EqsLoad.leaves(state));
        return new Bug.Explored(scenario, Bounds.DEFAULT.shortest());
    }

    /** One CPU with more callbacks than {@code qovld} allows: how often the kthread finds that it was woken for nothing. */
    private static Bug.Case flood(Linux linux) {
        Scenario scenario = Scenario.of("a flood on CPU 0", linux.cpus(2).rcuNocbs("").hz(100).qhimark(20))
                .load(CallRcuLoad.callRcu().on(0).every(Nanos.micros(100)));
        return new Bug.Measured(scenario, 1, Nanos.millis(200), Figure.events(Tracepoint.RCU_GRACE_PERIOD, 1, Reason.fqswaitsig), 0);
    }

    /** A callback now and then, each of which needs one grace period. */
    private static Bug.Case calls(Linux linux) {
        Scenario scenario = Scenario.of("a callback now and then", linux.cpus(2).rcuNocbs("")).load(CallRcuLoad.callRcu().on(0).every(Nanos.millis(50)));
        return new Bug.Measured(scenario, 1, Nanos.millis(500), Figure.gracePeriods(), 10);
    }

    /** A callback of an offloaded CPU that has its tick. */
    private static Bug.Case ticks(Linux linux) {
        Scenario scenario = Scenario.of("a tick of an offloaded CPU", linux.cpus(1).nobypassLim(1)).ticksOn("0").load(CallRcuLoad.callRcu().on(0).times(1));
        return new Bug.Explored(scenario, Bounds.DEFAULT.shortest());
    }
}

package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.time.Nanos;

import java.util.List;

/** Lazy callbacks, polling, batches: mostly of time that is lost. */
final class LazyBugs {
    private static final Linux LAZY = Linux.version("6.2").rcuLazy();
    private static final long A_SECOND = 1_000_000_000L;
    private static final long A_MILLISECOND = 1_000_000L;

    private LazyBugs() {
    }

    static List<Bug> all() {
        return List.of(
                new Bug("Z11", "flush branch wakes", "call_rcu() that finds the bypass list full flushes it and leaves what was in it to a timer of ten seconds",
                        "up to 6.1; it hurts with lazy callbacks, 6.2 development", "b50606f35f4b", full(LAZY.without(Fix.FLUSH_WAKES)), full(LAZY)),
                new Bug("Z11a", "rcu_barrier leaves it to the timer", "rcu_barrier() flushes lazy callbacks and wakes nobody, and so waits for ten seconds itself",
                        "6.2 development", "b8f7aca3f0e0", barrier(LAZY.without(Fix.BARRIER_WAKES)), barrier(LAZY)),
                new Bug("Z11b", "lazy deferral overrides", "a follower's lazy deferral puts its leader's urgent one off by ten seconds, as it looks into a field of its own",
                        "6.2 to 6.16", "463d46044f04", overridden(LAZY), overridden(LAZY.with(Fix.LAZY_ASKS_LEADER))),
                new Bug("Z13", "nocb_timer survives de-offload", "nocb_timer fires when its CPU is not offloaded any more, and its handler works without the lock",
                        "5.12 development", "69cdea873cde", timer(Linux.version("5.12").without(Fix.DEOFFLOAD_STOPS_TIMER)), timer(Linux.version("5.12"))),
                new Bug("Z13a", "nocb_bypass_timer survives de-offload", "nocb_bypass_timer, armed on another CPU, fires when its leader is not offloaded any more: no lock for its handler either",
                        "5.12 and 5.13; derived, not reported upstream", "870905169da8", bypassTimer(Linux.version("5.12")), bypassTimer(Linux.version("5.14"))),
                new Bug("Z19", "batch never yields", "rcuop invokes a large batch with bottom halves off until a time limit that is none of its business",
                        "5.12 to 5.16", "3e61e95e2d09", flood(Linux.version("5.14")), flood(Linux.version("5.14").with(Fix.BATCH_YIELDS))),
                new Bug("Z22", "poll with empty group", "a polling rcuog of a group without offloaded CPUs wakes each jiffy for nothing",
                        "5.17 to 5.19", "0578e14c945b", empty(Linux.version("6.1").without(Fix.POLL_SLEEPS)), empty(Linux.version("6.1"))),
                new Bug("Z23", "remote flush", "the memory shrinker waits for a bypass list's lock that only the list's own CPU may wait for",
                        "6.2 to 6.8", "dda98810b552", shrinker(LAZY), shrinker(LAZY.with(Fix.REMOTE_FLUSH_TRIES))));
    }

    private static Bug.Case full(Linux linux) {
        Scenario scenario = Scenario.of("a bypass list that fills up", linux.cpus(1).qhimark(100)).load(CallRcuLoad.callRcu().lazy().times(150).poisson(2_000));
        return new Bug.Measured(scenario, 1, Nanos.millis(200), Figure.latency(50), A_SECOND);
    }

    private static Bug.Case barrier(Linux linux) {
        Scenario scenario = Scenario.of("rcu_barrier() and lazy callbacks", linux.cpus(1)).load(CallRcuLoad.callRcu().lazy().times(50).poisson(2_000))
                .load(WaitLoad.rcuBarrier().times(1).every(Nanos.millis(100)));
        return new Bug.Measured(scenario, 1, Nanos.millis(200), Figure.latency(50), A_SECOND);
    }

    /** CPU 0, the leader, is in a hurry, with interrupts off; a jiffy later CPU 1 has its first lazy callback. */
    private static Bug.Case overridden(Linux linux) {
        Scenario scenario = Scenario.of("who was here first?", linux.cpus(2).gpStride(2))
                .load(CallRcuLoad.callRcu().on(0).hurry().irqs(Irqs.OFF).times(1).every(Nanos.micros(500)))
                .load(CallRcuLoad.callRcu().on(1).lazy().times(1).every(Nanos.millis(3)));
        return new Bug.Measured(scenario, 1, Nanos.millis(10), Figure.latency(50), A_SECOND);
    }

    private static Bug.Case timer(Linux linux) {
        Scenario scenario = Scenario.of("a timer is left", linux.cpus(1).nobypassLim(2)).load(CallRcuLoad.callRcu().on(0).times(1).irqs(Irqs.OFF)).load(ToggleLoad.deoffload(0));
        return new Bug.Explored(scenario, Bounds.DEFAULT.preemptions(1));
    }

    private static Bug.Case bypassTimer(Linux linux) {
        Scenario scenario = Scenario.of("the other timer", linux.cpus(1).nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(2)).load(ToggleLoad.deoffload(0));
        return new Bug.Explored(scenario, Bounds.DEFAULT.preemptions(0));
    }

    /** A reader holds the grace period up until there are more callbacks than a batch may have without a time limit. */
    private static Bug.Case flood(Linux linux) {
        Scenario scenario = Scenario.of("a flood on one CPU", linux.cpus(1).hz(1000)).load(CallRcuLoad.callRcu().times(16_000).poisson(4_000_000))
                .load(ReaderLoad.reader().holds(Nanos.millis(15)).every(Nanos.millis(20))).load(WaitLoad.synchronizeRcuExpedited().every(Nanos.millis(1)));
        return new Bug.Measured(scenario, 1, Nanos.millis(70), Figure.schedulingLatency("expedited/0"), A_MILLISECOND);
    }

    private static Bug.Case empty(Linux linux) {
        Scenario scenario = Scenario.of("nobody to poll for", linux.cpus(1).rcuNocbPoll()).load(ToggleLoad.deoffload(0).every(Nanos.millis(20)));
        return new Bug.Measured(scenario, 1, Nanos.millis(1_000), Figure.wakeups("rcuog/0"), 50);
    }

    private static Bug.Case shrinker(Linux linux) {
        Scenario scenario = Scenario.of("memory is short", linux.cpus(2).gpStride(2)).load(CallRcuLoad.callRcu().on(1).lazy().times(2)).load(WaitLoad.memoryPressure().times(1));
        return new Bug.Explored(scenario, Bounds.DEFAULT.preemptions(1));
    }
}

package dev.lull.engine.run;

import dev.lull.engine.linux.Linux;

/** The scripts of the March 2021 thread about nocb_timer and nocb_bypass_timer, as tests and benchmarks play them. */
final class Seed001 {
    private Seed001() {
    }

    /** Three CPUs in one rcuog group and a storm that is four calls long. */
    static Linux linux(String version) {
        return Linux.version(version).cpus(3).gpStride(3).nobypassLim(2);
    }

    /** The same with a second rcuog group, CPUs 3 to 5, whose grace periods are foreign to CPU 0. */
    private static Linux twoGroups(String version) {
        return Linux.version(version).cpus(6).gpStride(3).nobypassLim(2);
    }

    /** The sixteen steps of the mail, up to the one that the code does not do, and the rest of them for whoever can. */
    static Script asWritten(String version) {
        return untilStep9(version)
                .step("10", "rcuop advances all the callbacks and executes them", s -> s.run("rcuop/0").until("LOCAL_BH_ENABLE"))
                .step("11", "a callback with interrupts off: the wakeup is deferred", s -> {
                    s.jiffies(103);
                    s.callRcuIrqsOff(0);
                })
                .step("12", "the bypass timer finally fires", s -> {
                    s.jiffies(104);
                    s.fire("nocb_bypass_timer[0]");
                });
    }

    /** The same with step 10 as the code has it. */
    static Script asWrittenButForStep10(String version) {
        return untilStep9(version)
                .step("10", "rcuop gets a grace period for the callbacks, executes none and sleeps", s -> s.run("rcuop/0").untilAsleep())
                .step("11", "a callback with interrupts off", s -> {
                    s.jiffies(103);
                    s.callRcuIrqsOff(0);
                });
    }

    private static Script untilStep9(String version) {
        return Script.on(twoGroups(version), "nocb_bypass_timer, as written")
                .justCreated("rcuop/0")
                .step("0", "rcuop/0 has executed all ready callbacks and is preempted in local_bh_enable()", s ->
                        s.run("rcuop/0").until("LOCAL_BH_ENABLE").preempt())
                .step("1", "a callback is enqueued with interrupts on, and a storm reaches the bypass list", s -> {
                    s.callRcu(0);
                    s.callRcu(0);
                    s.callRcu(0);
                })
                .step("2", "one more callback on the bypass list", s -> s.callRcu(0))
                .step("3", "rcuog gets a grace period for the list; the bypass list stays", s -> s.run("rcuog/0").until("ARM_BYPASS"))
                .step("4", "rcuog arms its bypass timer and waits", s -> s.run("rcuog/0").untilAsleep())
                .step("5", "the grace period elapses before the timer", s -> s.gracePeriod())
                .step("6", "rcuog is woken, but does not get the CPU", s -> { })
                .step("7", "rcuop advances the callbacks and executes them, and is preempted again", s -> s.run("rcuop/0").until("LOCAL_BH_ENABLE"))
                .step("8", "a callback is enqueued and flushes the bypass list", s -> {
                    s.jiffies(101);
                    s.callRcu(0);
                })
                .step("9", "two grace periods for somebody else", s -> {
                    s.callRcu(3);
                    s.settle("rcu_preempt", "rcuog/3", "rcuop/3");
                    s.callRcu(3);
                    s.settle("rcu_preempt", "rcuog/3", "rcuop/3");
                });
    }

    /** The timer that backs the bypass list up: one of its own, or since v5.14 the group's only one. */
    private static String bypassTimer(String version) {
        return version.equals("5.14") ? "nocb_timer[0]" : "nocb_bypass_timer[0]";
    }

    /** The list of the mail with one step more, 4b, and none of the foreign grace periods. */
    static Script corrected(String version) {
        return Script.on(linux(version), "nocb_bypass_timer, corrected")
                .justCreated("rcuop/0")
                .step("0", "rcuop/0 has executed all ready callbacks and is preempted in local_bh_enable()", s ->
                        s.run("rcuop/0").until("LOCAL_BH_ENABLE").preempt())
                .step("1a", "a callback is enqueued with interrupts on: rcuog is woken", s -> s.callRcu(0))
                .step("1b,2", "a storm follows and reaches the bypass list", s -> {
                    s.callRcu(0);
                    s.callRcu(0);
                    s.callRcu(0);
                })
                .step("3,4", "rcuog gets a grace period for the list, arms its bypass timer and waits", s -> s.run("rcuog/0").untilAsleep())
                .step("5", "the grace period starts", s -> s.gracePeriodBegins())
                .step("4b", "in the next jiffy a callback flushes the bypass list", s -> {
                    s.jiffies(101);
                    s.callRcu(0);
                })
                .step("6", "the grace period ends; rcuog is woken but does not run", s -> s.gracePeriodEnds())
                .step("7", "rcuop advances the callbacks and executes them, and is preempted again", s -> s.run("rcuop/0").until("LOCAL_BH_ENABLE"))
                .step("9", "another grace period", s -> s.gracePeriod())
                .step("10a", "rcuop advances all the callbacks and executes them", s -> s.run("rcuop/0").until("LOCAL_BH_ENABLE"))
                .step("10b", "rcuop goes to sleep", s -> s.run("rcuop/0").untilAsleep())
                .step("11", "a callback with interrupts off: the wakeup is deferred", s -> {
                    s.jiffies(103);
                    s.callRcuIrqsOff(0);
                })
                .step("12", "the bypass timer finally fires and cancels nocb_timer", s -> {
                    s.jiffies(104);
                    s.fire(bypassTimer(version));
                })
                .step("13", "rcuog runs and waits for a grace period", s -> s.run("rcuog/0").untilAsleep())
                .step("14", "the callback is invoked; all kthreads sleep", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0"))
                .step("15", "another callback with interrupts off", s -> {
                    s.jiffies(108);
                    s.callRcuIrqsOff(0);
                })
                .step("16", "everything at rest", s -> { });
    }

    /** What the fix's message calls the first scenario: no bypass list, and CPU 1 is not the leader. */
    static Script firstScenario(String version) {
        return Script.on(linux(version), "nocb_timer, first scenario")
                .watch(Watch.nocb(1).only("J", "def", "nT", "slp", "og", "seg", "gp"))
                .step("1", "idle", s -> { })
                .step("2", "CPU 1 queues a callback with interrupts off: its timer is armed", s -> s.callRcuIrqsOff(1))
                .step("3", "CPU 2 queues one with interrupts on: rcuog is woken", s -> s.callRcu(2))
                .step("4-5", "rcuog scans both and waits for a grace period", s -> s.run("rcuog/0").untilAsleep())
                .step("6", "the grace period ends", s -> s.gracePeriod())
                .step("7-9", "both are invoked; the timer is still pending", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/1", "rcuop/2"))
                .step("10", "CPU 1 queues a callback with interrupts on, and its timer is cancelled", s -> s.callRcu(1))
                .step("11", "rcuog waits for a grace period", s -> s.run("rcuog/0").untilAsleep())
                .step("12", "it is invoked", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/1"))
                .step("13", "CPU 1 queues a callback with interrupts off", s -> {
                    s.jiffies(105);
                    s.callRcuIrqsOff(1);
                })
                .step("14", "everything at rest", s -> { });
    }

    /** The bypass timer of one CPU's storm cancels the leader's deferred wakeup; no kthread is starved. */
    static Script bypassTimerAlone(String version) {
        return Script.on(Linux.version(version).cpus(2).gpStride(2).nobypassLim(2), "nocb_bypass_timer, two CPUs")
                .watch(Watch.nocb(0).only("J", "def", "nT", "bT", "slp", "og", "seg", "gp"))
                .step("1", "a storm on CPU 1 reaches the bypass list", s -> {
                    s.callRcu(1);
                    s.callRcu(1);
                    s.callRcu(1);
                })
                .step("2", "rcuog arms the bypass timer and waits; the grace period starts", s -> {
                    s.run("rcuog/0").untilAsleep();
                    s.gracePeriodBegins();
                })
                .step("3", "CPU 0 queues a callback with interrupts off", s -> {
                    s.jiffies(101);
                    s.callRcuIrqsOff(0);
                })
                .step("4", "the bypass timer fires before nocb_timer", s -> {
                    s.jiffies(102);
                    s.fire(bypassTimer(version));
                })
                .step("5", "rcuog flushes the aged bypass list and waits", s -> s.run("rcuog/0").untilAsleep())
                .step("6", "all are invoked, all kthreads sleep", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0", "rcuop/1"))
                .step("7", "CPU 0 queues a callback with interrupts off", s -> {
                    s.jiffies(105);
                    s.callRcuIrqsOff(0);
                });
    }

    /**
     * The race that the fix of v5.13 leaves: rcuog's scan resets the leader's deferral (A1) and cancels its timer (A2)
     * without the leader's lock, while the leader arms the timer (B1) and sets the deferral (B2).
     *
     * @param order the four in any order, such as {@code "A1 B1 A2 B2"}
     */
    static Script residualRace(String version, String order) {
        return Script.on(Linux.version(version).cpus(2).gpStride(2).nobypassLim(2), "unlocked cancel, " + order)
                .watch(Watch.nocb(0).only("J", "def", "nT", "bT", "og", "seg", "gp"))
                .step("1", "a storm on CPU 1 reaches the bypass list", s -> {
                    s.callRcu(1);
                    s.callRcu(1);
                    s.callRcu(1);
                })
                .step("2", "rcuog, scanning CPU 1, is about to reset CPU 0's deferral", s -> s.run("rcuog/0").until("CLEAR_DEFER"))
                .step("3", "CPU 0, interrupts off, is about to arm its timer", s -> {
                    s.jiffies(101);
                    s.beginCallRcu(0, false).until("ARM");
                })
                .step("4", "they race", s -> {
                    for (String half : order.split(" ")) raceOn(s, half);
                    s.run("task/0").untilAsleep();
                    s.run("rcuog/0").untilAsleep();
                })
                .step("5", "the grace period ends before the bypass timer fires; rcuog scans again and waits", s -> {
                    s.gracePeriod();
                    s.jiffies(102);
                    s.run("rcuog/0").untilAsleep();
                })
                .step("6", "all are invoked, all kthreads sleep", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0", "rcuop/1"))
                .step("7", "CPU 0 queues a callback with interrupts off", s -> {
                    s.jiffies(110);
                    s.callRcuIrqsOff(0);
                });
    }

    private static void raceOn(Stage s, String half) {
        switch (half) {
            case "A1" -> s.run("rcuog/0").step("CLEAR_DEFER");
            case "A2" -> s.run("rcuog/0").step("CANCEL_TIMER");
            case "B1" -> s.run("task/0").step("ARM");
            case "B2" -> s.run("task/0").step("MARK");
            default -> throw new IllegalArgumentException(half + " is none of A1, A2, B1, B2");
        }
    }
}

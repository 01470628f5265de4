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
                    s.fire("nocb_bypass_timer[0]");
                })
                .step("13", "rcuog runs and waits for a grace period", s -> s.run("rcuog/0").untilAsleep())
                .step("14", "the callback is invoked; all kthreads sleep", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0"))
                .step("15", "another callback with interrupts off", s -> {
                    s.jiffies(108);
                    s.callRcuIrqsOff(0);
                })
                .step("16", "everything at rest", s -> { });
    }
}

package dev.lull.engine.system;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.RtBandwidth;
import dev.lull.engine.machine.Task;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.RtThrottleLoad;
import dev.lull.engine.scenario.Scenario;

import java.util.ArrayList;
import java.util.List;

/** {@code kthread_prio}: the grace-period kthread, and from v5.17 on the rcuogs, are SCHED_FIFO; a load may have them throttled. */
final class FifoKthreads {
    private FifoKthreads() {
    }

    static void setUp(Scenario scenario, Rcu rcu, Offloading offloading) {
        Linux linux = scenario.linux();
        if (linux.get(Tunable.KTHREAD_PRIO) == 0) return;
        List<Task> kthreads = new ArrayList<>(List.of(rcu.gpKthread()));
        for (NocbData rdp : offloading.offloaded()) {
            boolean another = linux.has(Fix.NOCB_GROUP_LIST) && !kthreads.contains(rdp.rcuog().task());
            if (another) kthreads.add(rdp.rcuog().task());
        }
        kthreads.forEach(Task::isFifoNow);
        int times = limits(scenario);
        if (times > 0) new RtBandwidth(rcu.machine(), kthreads, times);
    }

    /** How often one of them may be throttled. */
    static int limits(Scenario scenario) {
        int times = 0;
        for (Load load : scenario.loads()) if (load instanceof RtThrottleLoad throttled) times += throttled.times();
        return times;
    }
}

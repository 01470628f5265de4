package dev.lull.engine.check;

import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.NocbGpWait;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.model.Rule;
import dev.lull.engine.system.Caller;
import dev.lull.engine.system.HotplugTask;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.system.Toggler;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be true of bypass lists: callbacks are there only while somebody is about to look. Whoever looks is awake, waits for a
 * grace period that ends, or will be woken by a timer, by one who has claimed the wakeup ({@code ->nocb_gp_sleep} is clear), or by
 * the enqueuer, who is still at it. Whoever queues on the CPU counts as an enqueuer, which is coarser than it could be.
 */
final class BypassRules {
    private BypassRules() {
    }

    static List<Rule> of(LinuxSystem system) {
        List<Rule> rules = new ArrayList<>();
        if (system.scenario().linux().polls()) return rules;
        for (NocbData rdp : system.offloading().offloaded()) {
            rules.add(new Rule("somebody will look at the callbacks on CPU " + rdp.cpu() + "'s bypass list", () ->
                    rdp.bypass().peekLength() == 0 | !rdp.peekOffloaded() | isLookedAfter(rdp) | isBeingQueued(system, rdp)));
            Toggler toggler = system.toggler(rdp.cpu());
            if (toggler == null) continue;
            rules.add(new Rule("the bypass list of CPU " + rdp.cpu() + ", which is not offloaded, is empty once nothing is under way", () ->
                    rdp.peekOffloaded() | !toggler.isIdle() | rdp.bypass().peekLength() == 0));
        }
        return rules;
    }

    private static boolean isLookedAfter(NocbData rdp) {
        boolean waits = rdp.rcuog().task().label() == NocbGpWait.At.WAIT_GP;
        return !rdp.rcuog().task().sleeps() | waits | !rdp.leader().peekGpSleep() | comes(rdp.timer()) | comes(rdp.leader().timer()) | comes(rdp.bypassTimer());
    }

    private static boolean comes(Timer timer) {
        return timer != null && (timer.expiry() >= 0 | timer.handler().runs());
    }

    private static boolean isBeingQueued(LinuxSystem system, NocbData rdp) {
        Caller caller = system.caller(rdp.cpu());
        boolean queues = caller != null && !caller.isIdle() | rdp.bypassLock().holder() != null | !rdp.rcuop().task().sleeps() & system.rcu().callbacks().queueAgain();
        for (HotplugTask task : system.hotplugs()) queues |= !task.isIdle();
        return queues;
    }
}

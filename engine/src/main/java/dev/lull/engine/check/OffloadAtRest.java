package dev.lull.engine.check;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.nocb.DeferLevel;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.model.Finding;
import dev.lull.engine.system.HotplugTask;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.system.Toggler;
import dev.lull.engine.system.WorkQueuer;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be true at rest of CPUs whose offloading can change: somebody serves each of them, nobody who changes one waits
 * for ever, and flags, {@code rcu_nocb_mask} and the group's list say the same.
 */
final class OffloadAtRest {
    private OffloadAtRest() {
    }

    /** Whether the CPU's callbacks are somebody's: its kthreads', which exist, or the softirq's. */
    static boolean isServed(NocbData rdp) {
        return !rdp.peekOffloaded() || rdp.peekRcuopExists() && rdp.peekRcuogExists();
    }

    /** Callbacks that wait for a kthread which was never created. */
    static Finding neverInvoked(NocbData rdp, String names, String where) {
        List<String> why = new ArrayList<>();
        why.add(where);
        why.add("CPU " + rdp.cpu() + " counts as offloaded (" + rdp.peekFlags() + "), so its softirq leaves them alone");
        if (!rdp.peekRcuogExists()) why.add("rcuog/" + rdp.leader().cpu() + " could not be created: nobody gets grace periods for them");
        if (!rdp.peekRcuopExists()) why.add("rcuop/" + rdp.cpu() + " could not be created, or was not tried: nobody invokes them");
        if (!rdp.peekKnowsRcuog()) why.add("->nocb_gp_kthread of CPU " + rdp.cpu() + " is not set, so call_rcu() there wakes nobody (WakeNotPoll)");
        return new Finding(Finding.Kind.CALLBACK, "CPU " + rdp.cpu() + " has " + names + " queued, never to be invoked", why);
    }

    /** What else is wrong; {@code null} for nothing. */
    static Finding look(LinuxSystem system) {
        boolean waiting = system.togglers().stream().anyMatch(toggler -> !toggler.isIdle()) || system.hotplugs().stream().anyMatch(task -> !task.isIdle());
        Finding circle = waiting ? Deadlock.look(system.machine()) : null;
        if (circle != null) return circle;
        for (Toggler toggler : system.togglers()) if (!toggler.isIdle()) return neverReturns(system.rdp(toggler.toggles()), toggler);
        for (HotplugTask task : system.hotplugs()) if (!task.isIdle()) return neverArrives(task);
        Finding apart = system.ladderLoads() == null || system.ladderLoads().cpusets() == null ? null : apart(system);
        if (apart != null) return apart;
        List<WorkQueuer> queuers = system.ladderLoads() == null ? List.of() : system.ladderLoads().queuers();
        for (WorkQueuer queuer : queuers) if (queuer.item().peekBusy() || !queuer.isIdle()) return neverDone(queuer);
        for (NocbData rdp : system.offloading().offloaded()) {
            String cpu = "CPU " + rdp.cpu();
            String flags = cpu + "'s ->cblist.flags are " + rdp.peekFlags();
            if (rdp.peekInMask() != rdp.peekOffloaded()) {
                return new Finding(Finding.Kind.BROKEN_RULE, cpu + " is " + (rdp.peekInMask() ? "still" : "not") + " in rcu_nocb_mask, but it is "
                        + (rdp.peekOffloaded() ? "" : "not ") + "offloaded", List.of(flags, "whoever goes by the mask takes it for "
                        + (rdp.peekInMask() ? "offloaded" : "not offloaded") + ": by the mask it cannot be " + (rdp.peekInMask() ? "" : "de-") + "offloaded again"));
            }
            if (rdp.peekOnList() != rdp.peekOffloaded()) {
                return new Finding(Finding.Kind.BROKEN_RULE, cpu + " is " + (rdp.peekOnList() ? "still" : "not") + " on the list of group "
                        + rdp.leader().cpu() + ", but it is " + (rdp.peekOffloaded() ? "" : "not ") + "offloaded",
                        List.of(flags, "rcuog/" + rdp.leader().cpu() + " goes by that list, and so does the next list_add_tail()"));
            }
        }
        for (NocbData rdp : system.offloading().offloaded()) {
            boolean own = !system.scenario().linux().has(Fix.NOCB_TIMER_UNIFIED);
            if (rdp.peekOffloaded() || !own || rdp.peekDefer() == DeferLevel.NOT || rdp.peekDefer() == DeferLevel.OFF) continue;
            return new Finding(Finding.Kind.BROKEN_RULE, "CPU " + rdp.cpu() + " is not offloaded, but its ->nocb_defer_wakeup is " + rdp.peekDefer(),
                    List.of("once it is offloaded again, no deferred wakeup arms its timer"));
        }
        return null;
    }

    /** No work has begun after the last change of the active mask. */
    private static Finding apart(LinuxSystem system) {
        for (HotplugTask task : system.hotplugs()) {
            if (system.ladderLoads().cpusets().peekConsistent(system.machine().cpus().get(task.changes()))) continue;
            return new Finding(Finding.Kind.BROKEN_RULE, "cpusets never hear that CPU " + task.changes() + (task.goesUp() ? " has gone" : " has come"),
                    List.of("cpuset_hotplug_work is " + (system.ladderLoads().cpusets().work().peekBusy() ? "queued, and nobody executes it" : "not queued")));
        }
        return null;
    }

    private static Finding neverDone(WorkQueuer queuer) {
        List<String> why = new ArrayList<>();
        why.add(queuer.pool().task().name() + " is asleep on " + queuer.pool().task().waitingFor() + (queuer.pool().peekBound() ? ", bound to CPU " + queuer.pool().cpu() : ", unbound"));
        if (!queuer.isIdle()) why.add(queuer.task().name() + " waits for it, in " + queuer.task().executing().name() + "()");
        return new Finding(Finding.Kind.LOST_WAKEUP, queuer.item().name() + " is queued, and nobody will execute it", why);
    }

    private static Finding neverArrives(HotplugTask task) {
        List<String> why = new ArrayList<>();
        why.add(task.task().name() + " is asleep on " + task.task().waitingFor() + ", in " + task.task().executing().name() + "()");
        why.add("CPU " + task.changes() + " stands on rung " + task.place().peekState().title());
        return new Finding(Finding.Kind.LIVELOCK, "CPU " + task.changes() + "'s coming or going never ends", why);
    }

    private static Finding neverReturns(NocbData rdp, Toggler toggler) {
        List<String> why = new ArrayList<>();
        why.add(toggler.task().name() + " is asleep on " + toggler.task().waitingFor() + ", in " + toggler.task().executing().name() + "()");
        why.add("CPU " + rdp.cpu() + "'s ->cblist.flags are " + rdp.peekFlags());
        if (!rdp.peekRcuogExists()) why.add("rcuog/" + rdp.leader().cpu() + ", which would change KTHREAD_GP, does not exist");
        if (!rdp.peekRcuopExists()) why.add("rcuop/" + rdp.cpu() + ", which would change KTHREAD_CB, does not exist");
        return new Finding(Finding.Kind.LIVELOCK, "the change of CPU " + rdp.cpu() + "'s offloading never ends", why);
    }
}

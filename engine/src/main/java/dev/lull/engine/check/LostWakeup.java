package dev.lull.engine.check;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.nocb.DeferLevel;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.model.Finding;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;

/** Callbacks of an offloaded CPU that nobody will wake rcuog for: why, and for how long. */
final class LostWakeup {
    private LostWakeup() {
    }

    /**
     * @param names of the callbacks
     * @param where they are
     */
    static Finding of(LinuxSystem system, NocbData rdp, String names, String where) {
        List<String> why = new ArrayList<>();
        why.add(where);
        why.add(rdp.rcuog().task().name() + " is asleep on " + rdp.rcuog().task().waitingFor() + ", and ->nocb_gp_sleep is "
                + rdp.leader().peekGpSleep() + "; " + rdp.rcuop().task().name() + " is asleep, as nothing is ready");
        NocbData owner = owner(system, rdp);
        boolean timed = Standstill.awaitsTimer(system.machine());
        if (owner.peekDefer() != DeferLevel.NOT && timed) {
            why.add("nocb_defer_wakeup[" + owner.cpu() + "] is " + owner.peekDefer());
        } else if (owner.peekDefer() != DeferLevel.NOT) {
            why.add("nocb_defer_wakeup[" + owner.cpu() + "] is " + owner.peekDefer() + ", which says that nocb_timer[" + owner.cpu()
                    + "] is armed, but the timer is not pending: no later deferred wakeup will arm it");
        } else {
            why.add("nocb_defer_wakeup[" + rdp.cpu() + "] is NOT: nobody believes that a wakeup is owed");
        }
        why.add((timed ? "" : Standstill.noTimer(system.machine()) + ", ") + "no grace period is in progress or asked for" + (system.rcu().isGpRequested() ? " but one that nobody starts" : ""));
        why.add(howLong(system, rdp));
        return new Finding(Finding.Kind.LOST_WAKEUP, "CPU " + rdp.cpu() + " has " + names
                + " queued, and nobody will wake " + rdp.rcuog().task().name(), why);
    }

    /** The finding's class: until a timer, until a rescue edge that the CPU does not meet here, or for ever. */
    static String howLong(LinuxSystem system, NocbData rdp) {
        String until = "only a later wakeup of " + rdp.rcuog().task().name() + " by somebody else would serve it";
        for (Timer timer : system.machine().timers()) if (Standstill.willFire(system.machine(), timer)) return "until " + timer.name() + " fires";
        WaitQueue sleepsOn = rdp.rcuog().task().waitingFor();
        if (sleepsOn != null && !sleepsOn.wakers().isEmpty()) return "permanent: nobody but " + sleepsOn.wakers().get(0).name() + " wakes " + rdp.rcuog().task().name() + " there";
        List<String> edges = seen(system, rdp);
        String stays = "CPU " + rdp.cpu() + " stays in the kernel without a tick, so no rescue edge does its deferred wakeup";
        if (edges.isEmpty()) return "permanent: no rescue edge of CPU " + rdp.cpu() + " would find anything to do; " + until;
        return "until the next " + String.join(", ", edges) + ". In this scenario it is permanent, for " + stays + "; " + until;
    }

    /** Edges at which this kernel would see the deferral, met or not. */
    private static List<String> seen(LinuxSystem system, NocbData rdp) {
        var linux = system.scenario().linux();
        List<String> seen = new ArrayList<>();
        DeferLevel least = linux.has(Fix.NOCB_TIMER_UNIFIED) ? DeferLevel.WAKE : DeferLevel.BYPASS;
        if (owner(system, rdp).peekDefer().compareTo(least) < 0) return seen;
        for (RescueEdge edge : RescueEdge.values()) {
            boolean blind = linux.has(Fix.NOCB_TIMER_UNIFIED) && !rdp.isLeader() && !edge.looksAtLeader(linux);
            if (!blind && edge.isLookedAt(linux, rdp.cpu())) seen.add(edge.noun());
        }
        return seen;
    }

    private static NocbData owner(LinuxSystem system, NocbData rdp) {
        return system.scenario().linux().has(Fix.NOCB_TIMER_UNIFIED) ? rdp.leader() : rdp;
    }
}

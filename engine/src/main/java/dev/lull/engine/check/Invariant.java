package dev.lull.engine.check;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.nocb.DeferLevel;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.rcu.GpSeq;
import dev.lull.engine.linux.rcu.RcuData;
import dev.lull.engine.linux.rcu.RcuNode;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.model.Rule;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What must be true of a Linux system at any moment, whoever is in the middle of what, and so finds a mistake before it does
 * harm. Looking costs time, so each is asked for by name.
 */
public enum Invariant {
    /**
     * Who says that a deferred wakeup's timer is armed is right, once the lock is dropped under which he says so: else no
     * later deferred wakeup arms it. It finds the missed nocb_timer requeue before a callback is lost.
     */
    DESYNC {
        @Override public List<Rule> of(LinuxSystem system) {
            List<Rule> rules = new ArrayList<>();
            boolean unified = system.scenario().linux().has(Fix.NOCB_TIMER_UNIFIED);
            for (NocbData rdp : system.offloading().offloaded()) {
                if (unified && !rdp.isLeader()) continue;
                rules.add(new Rule("->nocb_timer of CPU " + rdp.cpu() + " is pending while ->nocb_defer_wakeup says so", () ->
                        rdp.peekDefer() == DeferLevel.NOT | rdp.timer().expiry() >= 0 | rdp.timer().handler().runs() | !unified & rdp.lock().holder() != null));
            }
            return rules;
        }
    },
    /** No callback falls off a list: {@code ->cblist.len} counts those on it, on the bypass list and being invoked. */
    CONSERVE {
        @Override public List<Rule> of(LinuxSystem system) {
            List<Rule> rules = new ArrayList<>();
            for (int cpu = 0; cpu < system.scenario().linux().cpus(); cpu++) {
                RcuData rdp = system.rcu().data(cpu);
                NocbData nocb = system.rdp(cpu);
                rules.add(new Rule("->cblist.len of CPU " + cpu + " counts the callbacks on its lists", () -> addsUp(rdp, nocb)));
            }
            return rules;
        }
    },
    /** Of two segments that wait, the younger waits for no earlier grace period. */
    ASSIGN {
        @Override public List<Rule> of(LinuxSystem system) {
            List<Rule> rules = new ArrayList<>();
            for (int cpu = 0; cpu < system.scenario().linux().cpus(); cpu++) {
                SegCbList list = system.rcu().data(cpu).cblist();
                rules.add(new Rule("CPU " + cpu + "'s NEXT_READY callbacks wait for no earlier grace period than its WAIT callbacks", () ->
                        list.peekLength(SegCbList.WAIT) == 0 | list.peekLength(SegCbList.NEXT_READY) == 0
                                | list.peekGpSeq(SegCbList.WAIT) <= list.peekGpSeq(SegCbList.NEXT_READY)));
            }
            return rules;
        }
    },
    /** An rcu_node shows the grace period that rcu_state does, or, while one begins or ends, the number before or after it. */
    TREE {
        @Override public List<Rule> of(LinuxSystem system) {
            List<Rule> rules = new ArrayList<>();
            for (RcuNode rnp : system.rcu().nodes()) {
                rules.add(new Rule("the number of the rcu_node for CPUs " + rnp.firstCpu() + "-" + rnp.lastCpu() + " is rcu_state's, or that before or after it", () ->
                        isNear(rnp.peekGpSeq(), system.rcu().peekGpSeq())));
            }
            return rules;
        }
    },
    /**
     * Once the root of the tree has noted that a grace period is wanted, and none is in progress, the grace-period kthread has been told
     * ({@code RCU_GP_FLAG_INIT}) or is still awake: else it sleeps on, and nobody will tell it any more.
     */
    GP_PROGRESS {
        @Override public List<Rule> of(LinuxSystem system) {
            return List.of(new Rule("a grace period that is wanted is in progress, or asked for, or its kthread is awake", () ->
                    GpSeq.inProgress(system.rcu().peekGpSeq()) | system.rcu().root().peekGpSeqNeeded() <= system.rcu().peekGpSeq()
                            | system.rcu().isGpRequested() | !system.rcu().gpKthread().sleeps()));
        }
    },
    /** Callbacks are on a bypass list only while somebody is about to look at it: finds a lost wakeup before everything has come to rest. */
    BYPASS {
        @Override public List<Rule> of(LinuxSystem system) {
            return BypassRules.of(system);
        }
    },
    /** A CPU that is gone executes nothing, and has left nothing behind that only it could do; what belongs to a CPU is there while that is up. */
    OFFLINE {
        @Override public List<Rule> of(LinuxSystem system) {
            return HotplugRules.offline(system);
        }
    },
    /** The masks contain each other: active, online; and a CPU is dying only on its way down, or down. */
    MASK {
        @Override public List<Rule> of(LinuxSystem system) {
            return HotplugRules.mask(system);
        }
    },
    /** A CPU that comes or goes ends where it was going or where it came from, with everything as it is there. */
    SYMMETRY {
        @Override public List<Rule> of(LinuxSystem system) {
            return HotplugRules.symmetry(system);
        }
    },
    /** Nobody who keeps CPUs from coming and going is inside his section while one comes or goes; and, on -rt, nobody is pinned to one that is offline. */
    EXCL {
        @Override public List<Rule> of(LinuxSystem system) {
            return HotplugRules.excl(system);
        }
    },
    /** When a CPU's coming or going has returned, the top cpuset and the scheduler agree on it; for scenarios with {@code topCpuset()}. */
    CONSISTENT {
        @Override public List<Rule> of(LinuxSystem system) {
            return HotplugRules.consistent(system);
        }
    },
    /** Whether ordinary kthreads may be on a CPU follows from which way that is going, also when it has turned round. */
    PUSH {
        @Override public List<Rule> of(LinuxSystem system) {
            return HotplugRules.push(system);
        }
    };

    private static boolean isNear(long node, long state) {
        return node == state | GpSeq.inProgress(state) & (node == (state & ~3L) | node == (state | 3) + 1);
    }

    /** An enqueuer counts a callback before he puts it on the bypass list, with that list's lock held. */
    private static boolean addsUp(RcuData rdp, NocbData nocb) {
        long listed = rdp.peekExtracted();
        for (int segment = SegCbList.DONE; segment <= SegCbList.NEXT; segment++) listed += rdp.cblist().peekLength(segment);
        if (nocb == null) return rdp.cblist().peekLength() == listed;
        long missing = rdp.cblist().peekLength() - listed - nocb.bypass().peekLength();
        return missing == 0 | missing == 1 & nocb.bypassLock().holder() != null;
    }

    /** The rules for a system. */
    public abstract List<Rule> of(LinuxSystem system);

    /** The invariant of that name; upper or lower case, {@code gp-progress} or {@code gp_progress}. */
    public static Invariant named(String name) {
        for (Invariant one : values()) if (one.name().equalsIgnoreCase(name.replace('-', '_'))) return one;
        throw new IllegalArgumentException("check(\"" + name + "\"): there is no such invariant. There are "
                + String.join(", ", Stream.of(values()).map(one -> "\"" + one + "\"").toList()) + ".");
    }

    /** As it is asked for: {@code desync}. */
    @Override public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

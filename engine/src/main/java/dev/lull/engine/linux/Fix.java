package dev.lull.engine.linux;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A change to the kernel that a machine can have or lack. Where the C differs, the model asks for it by name; which
 * version came with which is said in {@link KernelVersion}.
 */
public enum Fix {
    /** 96d3fd0d315a, v3.13: with interrupts off rcuog is not woken at once, as scheduler locks may be held. */
    DEFER_WHEN_IRQS_OFF("deferral with irqs off", "96d3fd0d315a", "rcu: Break call_rcu() deadlock involving scheduler and perf"),
    /** 8be6e1b15c54, v4.13: a wakeup that is put off has a timer, for a CPU that meets no rescue edge. */
    DEFER_TIMER("deferral has a timer", "8be6e1b15c54", "rcu: Use timer as backstop for NOCB deferred wakeups"),
    /**
     * 66e4c33b51bc, v5.5: an interrupt on a nohz_full CPU that a grace period has waited for too long forces the CPU's tick on. Without it
     * nobody reports the quiescent states of a CPU that stays in the kernel.
     */
    FORCED_TICK("forced tick", "66e4c33b51bc", "rcu: Force tick on for nohz_full CPUs not reaching quiescent states"),
    /** 53922270d21d, v5.10: segments behind which no callback waits for a number get none, so no grace period is asked for on their behalf. */
    ACCELERATE_CHECKS_REST("accelerate checks the rest", "53922270d21d", "rcu/segcblist: Prevent useless GP start if no CBs to accelerate"),
    /**
     * 9c39245382de, v5.10: with a CPU overloaded the grace-period kthread does not wait before its first two scans. Without it the wait
     * does end, but the scan is put off all the same.
     */
    FQS_HONOURS_OVLD("fqs honours overload", "9c39245382de", "rcu/tree: Force quiescent state on callback overload"),
    /** bd56e0a4a291, v5.11: the tick of an offloaded CPU raises no softirq for ready callbacks, which are its kthread's to invoke. */
    PENDING_IGNORES_OFFLOADED("pending ignores offloaded", "bd56e0a4a291", "rcu/tree: nocb: Avoid raising softirq for offloaded ready-to-execute CBs"),
    /** 43789ef3f7d6, v5.12: the idle loop does a deferred wakeup before it looks at need_resched() for the last time. */
    IDLE_WAKEUP_BEFORE_RESCHED("idle wakeup before need_resched", "43789ef3f7d6", "rcu/nocb: Perform deferred wake up before last idle's need_resched() check"),
    /** 47b8ff194c1f, v5.12: so does the way back to user space. */
    USER_WAKEUP_BEFORE_RESCHED("user wakeup before need_resched", "47b8ff194c1f", "entry: Explicitly flush pending rcuog wakeup before last rescheduling point"),
    /** 4ae7dc97f726, v5.12: and the way into a guest, where nobody looked before. */
    GUEST_WAKEUP_BEFORE_RESCHED("guest wakeup before need_resched", "4ae7dc97f726", "entry/kvm: Explicitly flush pending rcuog wakeup before last rescheduling point"),
    /** f268c3737eca, v5.13: on the way to user space and into a guest only nohz_full CPUs look for a deferred wakeup. */
    ENTRY_WAKEUP_NOHZ_FULL_ONLY("entry wakeup on nohz_full only", "f268c3737eca", "tick/nohz: Only check for RCU deferred wakeup on user/guest entry when needed"),
    /**
     * "rcu/nocb: Fix missed nocb_timer requeue", b2fcf2102049, v5.13 (also 5.10.104): whoever cancels the deferred
     * wakeup's timer resets {@code ->nocb_defer_wakeup} too.
     */
    NOCB_TIMER_REQUEUE("nocb_timer requeue", "b2fcf2102049", "rcu/nocb: Fix missed nocb_timer requeue"),
    /**
     * The v5.14 series around d76e0926d835 and 870905169da8: one timer per rcuog group, and everything about it under
     * the leader's {@code ->nocb_gp_lock}; {@code ->nocb_bypass_timer} is gone.
     */
    NOCB_TIMER_UNIFIED("nocb_timer unified", "870905169da8", "rcu/nocb: Unify timers", NOCB_TIMER_REQUEUE),
    /** v5.12: CPUs are offloaded and de-offloaded while Linux runs. */
    RUNTIME_OFFLOAD("run-time offloading", "", "v5.12: rcu_nocb_cpu_offload(), rcu_nocb_cpu_deoffload()"),
    /** 69cdea873cde, v5.12: nocb_timer is stopped for good when its CPU is de-offloaded. v5.14 has one timer for a group instead. */
    DEOFFLOAD_STOPS_TIMER("timer stopped on de-offloading", "69cdea873cde", "rcu/nocb: Shutdown nocb timer on de-offloading", RUNTIME_OFFLOAD),
    /** 314202f84ddd, v5.12: the bypass list is flushed when the kthreads have let go of the CPU. From v5.13 on it is empty by then. */
    DEOFFLOAD_FLUSHES_LAST("bypass flushed last", "314202f84ddd", "rcu/nocb: Flush bypass before setting SEGCBLIST_SOFTIRQ_ONLY", RUNTIME_OFFLOAD),
    /**
     * 76d00b494d79, v5.13, on top of 314202f84ddd: a CPU on its way into or out of offloading uses no bypass list, and what is on
     * it is flushed before the CPU leaves.
     */
    BYPASS_FLUSHED("bypass flushed on de-offloading", "76d00b494d79", "rcu/nocb: Disable bypass when CPU isn't completely offloaded"),
    /**
     * v5.17's states of a CPU on its way in or out of offloading: rcu_core() works on until the last moment
     * ({@code SEGCBLIST_RCU_CORE}), and the group is a list that CPUs are put on and taken off.
     */
    NOCB_GROUP_LIST("rdp on a group list", "", "v5.17: SEGCBLIST_RCU_CORE, ->nocb_head_rdp", NOCB_TIMER_UNIFIED),
    /** 1598f4a4762b, v6.0: rcuog itself puts CPUs on its list and takes them off, between two scans. */
    RCUOG_OWNS_LIST("rcuog owns the list", "1598f4a4762b", "rcu/nocb: Add/del rdp to iterate from rcuog itself", NOCB_GROUP_LIST),
    /** 24a57affd242, v6.0: the hotplug lock is taken first, then {@code rcu_state.barrier_mutex}. */
    BARRIER_MUTEX_INNER("barrier_mutex inside", "24a57affd242", "rcu/nocb: Invert rcu_state.barrier_mutex VS hotplug lock locking order"),
    /**
     * The first patch of the thread of February 2022 on failed kthread creation: it clears the flags, under no lock. Never
     * merged.
     */
    SPAWN_FAILURE_FIRST_PATCH("spawn failure, first patch", "", "rcu/nocb: Clear rdp offloaded flags when rcuop/rcuog kthreads spawn failed", NOCB_GROUP_LIST),
    /** The review's second point on that patch: the CPU leaves rcu_nocb_mask, too. */
    SPAWN_FAILURE_MASK("spawn failure, mask", "", "review: clear the cpu from rcu_nocb_mask", SPAWN_FAILURE_FIRST_PATCH),
    /** The review's third point on that patch: the CPU is taken off its group's list. */
    SPAWN_FAILURE_LIST("spawn failure, list", "", "review: list_del_rcu(&rdp->nocb_entry_rdp)", SPAWN_FAILURE_FIRST_PATCH),
    /** 3a5761dc025d, v6.0: when a kthread cannot be created, the CPU is de-offloaded in the ordinary way, under the locks. */
    SPAWN_FAILURE("spawn failure", "3a5761dc025d", "rcu/nocb: Fix NOCB kthreads spawn failure with rcu_nocb_rdp_deoffload() direct call", RCUOG_OWNS_LIST),
    /** 127e29815b4b, v5.7: rcu_barrier() asks offline CPUs, too, whose kthreads still have callbacks to invoke. */
    BARRIER_SEES_OFFLINE("barrier sees offline CPUs", "127e29815b4b", "rcu: Make rcu_barrier() account for offline no-CBs CPUs"),
    /** 127e29815b4b, v5.7, too: a barrier counts itself twice at first, so that no callback of its own completes it too early. */
    BARRIER_COUNTS_FIRST("barrier counts first", "127e29815b4b", "rcu: Make rcu_barrier() account for offline no-CBs CPUs"),
    /** 80b3fd474c91 and others, v5.18: rcu_barrier() takes {@code barrier_lock} for each CPU instead of the hotplug lock for all. */
    BARRIER_LOCK("barrier_lock", "80b3fd474c91", "rcu: Make rcu_barrier() no longer block CPU-hotplug operations", BARRIER_SEES_OFFLINE),
    /** 147c6852d345, v5.12: a CPU's last act is its deferred wakeup; before, rcutree_dead_cpu() did it on another CPU, later. */
    WAKE_IN_REPORT_DEAD("deferred wakeup in report_dead", "147c6852d345", "rcu: Do any deferred nocb wakeups at CPU offline time"),
    /** 64305db2856b, v5.13, for ef005345e6e4: the offloading of a CPU is changed only while it is online. */
    TOGGLE_ONLINE_ONLY("toggle only online CPUs", "64305db2856b", "rcu/nocb: Forbid NOCB toggling on offline CPUs"),
    /** 02e302417527, v5.18: {@code ->nocb_gp_kthread_mutex} serialises who creates a group's rcuog. */
    GP_KTHREAD_MUTEX("nocb_gp_kthread_mutex", "02e302417527", "rcu/nocb: Handle concurrent nocb kthreads creation"),
    /** 9fa46fb8c9c6, v4.13: migrating callbacks advances them, and asks for the grace period they need. */
    MIGRATE_ADVANCES("migration advances", "9fa46fb8c9c6", "rcu: Advance outgoing CPU's callbacks before migrating them"),
    /** 1cef1150ef40, v4.18: TASK_PARKED is a special state, which no wakeup under way overwrites. In v4.17 85f1abe0019f mended it otherwise, and not quite. */
    PARKED_IS_SPECIAL("TASK_PARKED is special", "1cef1150ef40", "kthread, sched/core: Fix kthread_parkme() (again...)"),
    /** 1cef1150ef40, v4.18, too: kthread_park() waits until the thread is off its CPU. */
    PARK_WAITS_INACTIVE("park waits until inactive", "1cef1150ef40", "kthread, sched/core: Fix kthread_parkme() (again...)"),
    /** f2469a1fb43f, v5.11: a CPU goes down only once nothing but cpuhp/N is runnable on it; before, who still was when it died was moved then. */
    SCHED_WAIT_EMPTY("sched_cpu_wait_empty", "f2469a1fb43f", "sched/core: Wait for tasks being pushed away on hotplug"),
    /** b22afcdf04c9, v5.14: who has a CPU come or go waits for cpusets' work, once he has dropped the hotplug lock. */
    CPUSET_FLUSHED("cpuset work flushed", "b22afcdf04c9", "cpu/hotplug: Cure the cpusets trainwreck"),
    /** 2125c0034c5d, v6.10: cpusets are brought up to date at once, under the hotplug lock. */
    CPUSET_SYNCHRONOUS("cpusets synchronous", "2125c0034c5d", "cgroup/cpuset: Make cpuset hotplug processing synchronous"),
    /** b5c4477366fb, v5.13: ordinary kthreads are pushed off a CPU below the active rung while it is going down, and only then. */
    PUSH_WHILE_DYING("balance_push while dying", "b5c4477366fb", "sched: Use cpu_dying() to fix balance_push vs hotplug-rollback"),
    /** 2b8272ff4a70, v6.6: a CPU is taken down by a kworker on another CPU, which no cgroup throttles. */
    DOWN_IN_WORKER("down in a worker", "2b8272ff4a70", "cpu/hotplug: Prevent self deadlock on CPU hot-unplug"),
    /** 5c0930ccaad5, v6.7: a dying CPU pushes its hrtimers away; before, the controlling task fetched them later. */
    HRTIMERS_DYING("hrtimers pushed when dying", "5c0930ccaad5", "hrtimers: Push pending hrtimers away from outgoing CPU earlier"),
    /**
     * e787644caf76, v6.8: a CPU that is offline already has another CPU wake the grace-period kthread. Without it the wakeup may arm the
     * real-time bandwidth's timer where hrtimers have been moved away from.
     */
    GP_WOKEN_ONLINE("gp kthread woken by an online CPU", "e787644caf76", "rcu: Defer RCU kthreads wakeup when CPU is dying"),
    /** 9139f93209d1, v6.12: likewise rcuog, if that has nothing to wait for. */
    RCUOG_WOKEN_ONLINE("rcuog woken by an online CPU", "9139f93209d1", "rcu/nocb: Fix RT throttling hrtimer armed from offline CPU", GP_WOKEN_ONLINE),
    /** e22f910a26cc, v6.11: a refused offline puts sched_smt_present back. */
    SMT_PRESENT_UNDONE("sched_smt_present undone", "e22f910a26cc", "sched/smt: Fix unbalance sched_smt_present dec/inc"),
    /** fe7a11c78d2a, v6.11: a refused offline sets the run queue online again. */
    RQ_ONLINE_UNDONE("rq online undone", "fe7a11c78d2a", "sched/core: Fix unbalance set_rq_online/offline() in sched_cpu_deactivate()"),
    /** 118e0d4a1bc8, v5.17: whether the list is to be locked is asked when interrupts are off, not before. */
    PREDICATE_INSIDE_IRQ_OFF("lock predicate inside irqs off", "118e0d4a1bc8", "rcu/nocb: Make local rcu_nocb_lock_irqsave() safe against concurrent deoffloading"),
    /**
     * A preemptible rcu_core() that has been relieved of its CPU while it invoked a batch wakes rcuop for what has become ready
     * meanwhile: rcu_barrier()'s callback goes straight to where nobody looks. Derived, not reported upstream.
     */
    BATCH_HANDED_OVER("batch handed over", "", "derived: rcu_core() wakes rcuop for what it leaves behind", NOCB_TIMER_UNIFIED),
    /**
     * While a CPU's offloading changes, rcuop and rcu_core() invoke no batches of it at a time. A patch of October 2021 to that
     * end was not merged; since v6.12 only offline CPUs change, and the question does not arise. This form of it is ours.
     */
    ONE_BATCH_AT_A_TIME("one batch at a time", "", "derived: no two batches of a CPU at a time", NOCB_TIMER_UNIFIED),
    /** 1bba3900ca18, v6.16: a CPU whose own kthreads were not created is not offloaded again, whatever its leader has. */
    OFFLOAD_CHECKS_RDP("offload checks the rdp's kthread", "1bba3900ca18", "rcu/nocb: Fix possible invalid rdp's->nocb_cb_kthread pointer access", RCUOG_OWNS_LIST),
    /** 3cb278e73be5, v6.2: callbacks that only free memory may wait for seconds, on machines that are told so (CONFIG_RCU_LAZY). */
    LAZY("lazy callbacks", "3cb278e73be5", "rcu: Make call_rcu() lazy to save power", NOCB_TIMER_UNIFIED),
    /** b50606f35f4b, v6.2: call_rcu() that flushes the bypass list considers a wakeup of rcuog. */
    FLUSH_WAKES("flush branch wakes", "b50606f35f4b", "rcu: Fix late wakeup when flush of bypass cblist happens", NOCB_TIMER_UNIFIED),
    /** b8f7aca3f0e0, v6.2: rcu_barrier() that flushes the bypass list wakes rcuog. */
    BARRIER_WAKES("rcu_barrier wakes rcuog", "b8f7aca3f0e0", "rcu: Fix missing nocb gp wake on rcu_barrier()", NOCB_TIMER_UNIFIED),
    /** dda98810b552, v6.9: the memory shrinker leaves a bypass list alone that its CPU is busy with. */
    REMOTE_FLUSH_TRIES("remote flush tries", "dda98810b552", "rcu/nocb: Fix WARN_ON_ONCE() in the rcu_nocb_bypass_lock()", LAZY),
    /** 3e61e95e2d09, v5.17: a batch's time limit is for the softirq; rcuop makes room for others after each callback. */
    BATCH_YIELDS("batch yields", "3e61e95e2d09", "rcu: Apply callbacks processing time limit only on softirq"),
    /** v5.18: call_rcu() on an overloaded CPU looks at the leader's {@code ->nocb_timer}, the only one that is ever armed. */
    OVERLOAD_ASKS_LEADER("overload asks the leader's timer", "", "v5.18: timer_pending(&rdp_gp->nocb_timer)", NOCB_TIMER_UNIFIED),
    /** 0578e14c945b, v6.0: a polling rcuog sleeps while its group has no CPU. */
    POLL_SLEEPS("poll sleeps when empty", "0578e14c945b", "rcu/nocb: Avoid polling when my_rdp->nocb_head_rdp list is empty", RCUOG_OWNS_LIST),
    /** v6.9: call_rcu() restores its caller's interrupts last of all, so that they are off while rcuog is woken. */
    IRQS_RESTORED_LAST("interrupts restored last", "", "v6.9: call_rcu_nocb() as a function of its own", NOCB_TIMER_UNIFIED),
    /** 483d5bf23125, v6.11: a rcuop whose CPU is not offloaded is parked, where KTHREAD_CB told it to leave the CPU alone before. */
    RCUOP_PARKED("rcuop parked", "483d5bf23125", "rcu/nocb: Use kthread parking instead of ad-hoc implementation", SPAWN_FAILURE),
    /**
     * 4e26ce423116, v6.12: only CPUs that are offline, and so have no callbacks left once rcu_barrier() has returned, change their offloading.
     * Flags of the way in and out are gone, and {@code rcu_state.nocb_mutex} takes barrier_mutex's place.
     */
    TOGGLED_OFFLINE("toggled offline only", "4e26ce423116", "rcu/nocb: (De-)offload callbacks on offline CPUs only", RCUOP_PARKED),
    /**
     * Who de-offloads a CPU of a group that has no rcuog takes back what was queued for it in {@code ->nocb_toggling_rdp}. The
     * kernel, v6.0 to v6.12 at least, does not: a rcuog that is created later finds it. Up to v6.11 it warns; from v6.12 on
     * it turns the CPU's offloading round once more, with its rcuop parked and the CPU not in rcu_nocb_mask. Derived, not
     * reported upstream.
     */
    TOGGLE_TAKEN_BACK("queued toggle taken back", "", "derived: ->nocb_toggling_rdp stays when no rcuog exists", SPAWN_FAILURE),
    /**
     * 463d46044f04, v6.17: a lazy deferral asks the leader's {@code ->nocb_defer_wakeup}, which it is going to change. From v6.2 on
     * it asked the calling CPU's own, which on a follower is never set: a more urgent deferral was put off for seconds. The model
     * had shown it before we found the commit.
     */
    LAZY_ASKS_LEADER("lazy deferral asks the leader", "463d46044f04", "rcu: Fix delayed execution of hurry callbacks", LAZY);

    private final String title;
    private final String commit;
    private final String subject;
    private final List<Fix> needs;

    Fix(String title, String commit, String subject, Fix... needs) {
        this.title = title;
        this.commit = commit;
        this.subject = subject;
        this.needs = List.of(needs);
    }

    /** The fix of that title, as {@code fix("nocb_timer requeue")} names it. */
    public static Fix titled(String title) {
        List<String> known = new ArrayList<>();
        for (Fix fix : values()) {
            if (fix.title.equalsIgnoreCase(title) || fix.name().equalsIgnoreCase(title)) return fix;
            known.add('"' + fix.title + '"');
        }
        throw new IllegalArgumentException("fix(\"" + title + "\") is not one that this machine knows. It knows " + String.join(", ", known) + ".");
    }

    public String title() {
        return title;
    }

    /** Hash of the upstream commit; "" for a change that is no single commit, or was never merged. */
    public String commit() {
        return commit;
    }

    /** Subject of the upstream commit. */
    public String subject() {
        return subject;
    }

    /** This fix and all it builds on. */
    public Set<Fix> withAllItNeeds() {
        EnumSet<Fix> all = EnumSet.of(this);
        for (Fix needed : needs) all.addAll(needed.withAllItNeeds());
        return Collections.unmodifiableSet(all);
    }
}

package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * How one CPU is urged to pass a quiescent state, by grace periods that have got old: {@code ->rcu_urgent_qs}, {@code
 * ->rcu_need_heavy_qs}, {@code ->last_fqs_resched}, {@code ->rcu_forced_tick}. Models what rcu_implicit_dynticks_qs() does to a CPU
 * that has not been idle, rcu_disable_urgency_upon_qs() and rcu_all_qs(), kernel/rcu/tree.c, v5.10 to v6.12.
 *
 * <p>The CPU's next tick finds the first word, and cond_resched() the first two. A CPU whose tick is off is sent an interrupt
 * besides, on whose way in the tick is forced on ({@link ReschedIpi}). Where a run has no clock, every scan but the first finds a
 * grace period old enough for all of this at once.
 */
final class UrgentQs {
    private final Rcu rcu;
    private final Cpu cpu;
    private final Flag urgent;
    private final Flag needHeavy;
    private final Word lastResched;     // a jiffy; null: it has its tick, or the run has no clock
    private final Flag forcedTick;      // null: it has its tick
    private final ReschedIpi ipi;       // likewise
    private final CondResched loop;     // what the CPU is in the kernel for; null: that calls no cond_resched(), or the CPU comes out of the kernel
    private final boolean stays;

    /**
     * @param tickless whether the CPU's tick is off while it runs one task
     * @param stays    whether it never leaves the kernel
     * @param yields   whether it calls cond_resched() there
     */
    UrgentQs(Rcu rcu, RcuData rdp, boolean tickless, boolean stays, boolean yields) {
        this.rcu = rcu;
        this.stays = stays;
        cpu = rcu.machine().cpus().get(rdp.cpu());
        Struct struct = rdp.struct();
        urgent = struct.flag("rcu_urgent_qs");
        needHeavy = struct.flag("rcu_need_heavy_qs");
        lastResched = tickless && rcu.isTimed() ? rcu.machine().moment(struct.word("last_fqs_resched", rcu.machine().jiffyRange())) : null;
        forcedTick = tickless ? struct.flag("rcu_forced_tick") : null;
        ipi = tickless ? new ReschedIpi(rcu, rdp, this) : null;
        loop = yields ? new CondResched(struct.flag("dynticks_since_snap")) : null;
        if (ipi != null) rcu.machine().add(ipi);
        if (loop != null) rcu.machine().add(loop);
    }

    boolean isUrgent() {
        return urgent.isSet();
    }

    /** Whether the CPU is in the kernel for good, idle or not as its run queue may be. */
    boolean staysInKernel() {
        return stays;
    }

    /** Whether the CPU's tick is on: it has got one anyway, or RCU has forced it on (TICK_DEP_BIT_RCU). */
    boolean hasTick() {
        return !stays || forcedTick.isSet();
    }

    /** As a driver sees it: whether RCU has forced the tick on. */
    boolean peekForcedTick() {
        return forcedTick != null && forcedTick.peek();
    }

    /** The interrupt that a CPU without a tick is sent; {@code null} where it has one. */
    MoveSource ipi() {
        return ipi;
    }

    /** The loop's cond_resched(); {@code null} for none. */
    MoveSource loop() {
        return loop;
    }

    // ---- the grace-period kthread, with the leaf's lock -----------------------------------------------------------

    /** dyntick_save_progress_counter(). */
    void snapshot() {
        if (loop != null) loop.beenQuiet.clear();
    }

    /** Whether the CPU has had a momentary quiescent state since the {@link #snapshot}. */
    boolean hasBeenQuiet() {
        return loop != null && loop.beenQuiet.isSet();
    }

    /** The CPU has not been idle: asks for more, the older the grace period. */
    void urge() {
        long age = rcu.linux().get(Tunable.JIFFIES_TILL_SCHED_QS);
        boolean overload = rcu.overloaded() != null && rcu.overloaded().hurries();
        boolean halfway = rcu.isOlderThan(rcu.linux().get(Tunable.RCU_CPU_STALL_TIMEOUT) * rcu.linux().hz().perSecond() / 2);
        if (!needHeavy.isSet() && (overload || halfway || rcu.isOlderThan(2 * age))) {
            needHeavy.set();
            urgent.set();
        } else if (rcu.isOlderThan(age)) {
            urgent.set();
        }
        if (ipi == null) return;
        if (overload || isAlone(3 * age)) {
            urgent.set();
            resched();
        } else if (halfway && isAlone(age)) {
            resched();
        }
    }

    /** Whether the last such interrupt is longer ago. */
    private boolean isAlone(long jiffies) {
        return lastResched == null || rcu.machine().jiffies() > lastResched.get() + jiffies;
    }

    private void resched() {
        ipi.send();
        if (lastResched != null) lastResched.set(rcu.machine().jiffies());
    }

    /** rcu_disable_urgency_upon_qs(): the CPU's quiescent state is reported. */
    void disable() {
        urgent.clear();
        needHeavy.clear();
        if (forcedTick != null) forcedTick.clear();
    }

    // ---- the CPU --------------------------------------------------------------------------------------------------

    /** rcu_irq_enter_check_tick(), its conditions. */
    boolean needsTick() {
        return rcu.linux().has(Fix.FORCED_TICK) && urgent.isSet() && !forcedTick.isSet();
    }

    /** tick_dep_set_cpu(). */
    void forceTick() {
        forcedTick.set();
    }

    /** cond_resched() of what the CPU is in the kernel for, where that has an effect: rcu_all_qs(). */
    private final class CondResched implements MoveSource {
        private final Flag beenQuiet;       // whether ->dynticks differs from the snapshot

        CondResched(Flag beenQuiet) {
            this.beenQuiet = beenQuiet;
        }

        @Override public int alternatives() {
            return cpu.takesSoftirqs() && urgent.isSet() ? 1 : 0;
        }

        /** What rcu_qs() notes besides, only a tick would report. */
        @Override public void take(int alternative) {
            urgent.clear();
            if (!needHeavy.isSet()) return;
            needHeavy.clear();                  // rcu_momentary_dyntick_idle()
            beenQuiet.set();
        }

        @Override public String describe(int alternative) {
            return "CPU " + cpu.number() + " calls cond_resched(), and finds ->rcu_urgent_qs";
        }
    }
}

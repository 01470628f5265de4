package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.GpSeq;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;

import java.util.List;

/**
 * rcuog/L, one for a group of CPUs: scans their lists, flushes aged bypass lists, gets grace periods for callbacks,
 * wakes rcuops, and sleeps until a grace period ends or somebody wakes it. Models nocb_gp_wait(),
 * kernel/rcu/tree_plugin.h, v5.12, and kernel/rcu/tree_nocb.h, v5.14.
 */
public class NocbGpWait extends NocbText<NocbGpWait.At> {
    /** The steps, OG1 to OG10; the last three are rcu_nocb_poll's. */
    public enum At implements StepLabel {
        SCAN(Cost.LOCAL, "begins a scan of its CPUs: notes jiffies"),
        LOCK(Cost.LOCK, "takes the ->nocb_lock of the next CPU, if its list is locked at all"),
        SPIN(Cost.LOCK, "takes the ->nocb_lock of the CPU, whose list was to be locked when it looked"),
        STATE(Cost.LOCAL, "takes note of a change of the CPU's offloading"),
        LOOK_BYPASS(Cost.SCAN, "looks at the CPU's bypass list"),
        FLUSH(Cost.LOCK, "flushes the CPU's bypass list, unless its lock is taken"),
        LOOK_AGAIN(Cost.CACHE_MISS, "looks, without the bypass list's lock, whether callbacks are on it now"),
        CLEAR_DEFER(Cost.CACHE_MISS, "resets the leader's ->nocb_defer_wakeup"),
        CANCEL_TIMER(Cost.TIMER, "cancels the leader's ->nocb_timer"),
        ADVANCE(Cost.SCAN, "advances the CPU's callbacks and drops its ->nocb_lock"),
        WAKE_CB(Cost.WAKEUP, "wakes the CPU's rcuop kthread"),
        WAKE_GP(Cost.WAKEUP, "wakes the grace-period kthread"),
        WAKE_STATE(Cost.WAKEUP, "wakes whoever changes the CPU's offloading, as the other kthread has done its part"),
        ARM_BYPASS(Cost.TIMER, "arms the bypass timer, as some bypass list was young"),
        SLEEP(Cost.CONTEXT_SWITCH, "sleeps until it is woken"),
        WAIT_GP(Cost.CONTEXT_SWITCH, "waits for a grace period"),
        WOKEN(Cost.LOCK, "is awake: sets ->nocb_gp_sleep again and cancels what would have woken it"),
        TOGGLE(Cost.LOCK, "puts the CPU whose offloading changes on its list, or takes it off"),
        WAKE_TOGGLER(Cost.WAKEUP, "wakes whoever changes that CPU's offloading"),
        EMPTY(Cost.LOCK, "finds that it polls for nobody: sets ->nocb_gp_sleep, unless some CPU's offloading changes"),
        POLL(Cost.CONTEXT_SWITCH, "polls: sleeps for a jiffy"),
        POLLED(Cost.LOCAL, "has slept for a jiffy");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private static final long NONE = 0;         // no callback waits for grace period 0

    private final NocbData leader;
    private final List<NocbData> group;

    private final Word member;                  // index of the CPU being scanned
    private final Word jiffy;                   // snapshot for the whole scan
    private final Flag bypass;                  // some bypass list of this scan is young
    private final Flag lazy;                    // some bypass list of this scan has lazy callbacks only; null: callbacks are not lazy
    private final Flag wakeCb;
    private final Flag wakeGp;
    private final Word wanted;                  // earliest grace period to wait for; NONE: none
    private final Timer pollTimer;              // schedule_timeout_idle()'s; null: it does not poll
    private final WaitQueue pollQueue;          // where it sleeps meanwhile
    private final Flag gotCbs;                  // this scan woke a rcuop
    private final Flag wakeState;               // null: nothing changes about this group
    private final Word toggled;                 // CPU number + 1 whose offloading changes; null: likewise, or before v6.0

    /** @param group the CPUs it serves, the leader first */
    public NocbGpWait(Rcu rcu, List<NocbData> group) {
        super(kthread(rcu, "rcuog/" + group.get(0).cpu(), group.get(0), group.get(0).peekRcuogExists()), rcu, "nocb_gp_wait", At.class);
        this.group = List.copyOf(group);
        this.leader = group.get(0);
        member = local("rdp", Range.upTo(group.size()));
        jiffy = machine().moment(local("j", machine().jiffyRange()));
        bypass = localFlag("bypass");
        lazy = leader.lazyLen == null ? null : localFlag("lazy");
        wakeCb = localFlag("needwake_cb");
        wakeGp = localFlag("needwake_gp");
        wanted = rcu.wanted(local("wait_gp_seq", rcu.gpSeqRange()));
        wakeState = leader.group == null ? null : localFlag("needwake_state");
        toggled = leader.group == null || !has(Fix.RCUOG_OWNS_LIST) ? null : local("rdp_toggling", Range.upTo(rcu.linux().cpus()));
        boolean polls = rcu.linux().polls();
        pollTimer = polls ? machine().timer("process_timeout[rcuog/" + leader.cpu() + "]") : null;
        pollQueue = polls ? machine().waitQueue("schedule_timeout of rcuog/" + leader.cpu()).admit(task()) : null;
        gotCbs = polls ? localFlag("gotcbs") : null;
        if (polls) new PollTimeout(pollTimer.handler(), rcu, task());
        leader.linkage.rcuog = this;
        leader.gpWq.admit(task());
        leader.rdp().leaf().nocbGpWq(0).admit(task());
        leader.rdp().leaf().nocbGpWq(4).admit(task());
    }

    /** The task. */
    public final Task task() {
        return (Task) self();
    }

    /** The grace period it waits for, as a watcher sees it; 0 for none. */
    public long waitsFor() {
        return wanted.peek();
    }

    private NocbData rdp() {
        return group.get((int) member.get());
    }

    @Override protected At step(At at) {
        return switch (at) {
            case SCAN -> {
                jiffy.set(machine().jiffies());
                yield toMember(0);
            }
            case LOCK -> {
                if (rdp().state == null) yield lock(at);
                irqsOff();
                yield rdp().locks() ? At.SPIN : At.STATE;
            }
            case SPIN -> acquire(rdp().nocbLock) ? At.STATE : at;
            case STATE -> acknowledge() ? At.LOOK_BYPASS : leave();
            case LOOK_BYPASS -> lookBypass();
            case FLUSH -> flush();
            case LOOK_AGAIN -> afterBypass(rdp().bypass.length());
            case CLEAR_DEFER -> {
                leader.deferWakeup.set(DeferLevel.NOT);         // the leader's ->nocb_lock is held only if this is its turn
                yield At.CANCEL_TIMER;
            }
            case CANCEL_TIMER -> {
                cancel(leader.nocbTimer);
                yield At.ADVANCE;
            }
            case ADVANCE -> advance();
            case WAKE_CB -> {
                wakeCb.clear();
                if (gotCbs != null) gotCbs.set();
                wakeOne(rdp().cbWq);
                yield wakeGp.isSet() ? At.WAKE_GP : wakesState() ? At.WAKE_STATE : toNext();
            }
            case WAKE_GP -> {
                wakeGp.clear();
                wakeGpKthread();
                yield wakesState() ? At.WAKE_STATE : toNext();
            }
            case WAKE_STATE -> {
                wakeState.clear();
                wakeOne(rdp().state.stateWq);
                yield toNext();
            }
            case ARM_BYPASS -> armBypass();
            case SLEEP -> {
                if (leader.gpSleep.isSet()) yield sleepOn(leader.gpWq, at);
                say(leader, Reason.EndSleep);
                yield At.WOKEN;
            }
            case WAIT_GP -> {
                boolean over = GpSeq.done(leader.rdp().leaf().gpSeq(), wanted.get());
                if (!over && leader.gpSleep.isSet()) yield sleepOn(leader.rdp().leaf().nocbGpWq(wanted.get()), at);
                rcu.traceFuture(leader.rdp().leaf(), wanted.get(), Reason.EndWait, self().number(), cpuNumber());
                wanted.set(NONE);
                yield At.WOKEN;
            }
            case WOKEN -> woken();
            case TOGGLE -> toggle();
            case WAKE_TOGGLER -> {
                wakeState.clear();
                wakeOne(toggledRdp().state.stateWq);
                toggled.set(0);
                yield At.SCAN;
            }
            case EMPTY -> {
                passing(leader.gpLock);
                if (leader.group.toggling.get() == 0) leader.gpSleep.set();
                passed(leader.gpLock);
                say(leader, Reason.Sleep);
                yield At.SLEEP;
            }
            case POLL -> {
                arm(pollTimer, machine().jiffies() + 1);
                yield sleepOn(pollQueue, At.POLLED);
            }
            case POLLED -> {
                cancel(pollTimer);
                yield At.WOKEN;
            }
        };
    }

    private At lookBypass() {
        NocbData rdp = rdp();
        long n = rdp.bypass.length();
        long first = rdp.bypassFirst.get();
        long patience = rdp.hasOnlyLazy(n) ? rcu.linux().lazyFlush() : 1;
        if (n > 0 && (jiffy.get() > first + patience || n > 2L * rcu.linux().qhimark())) return At.FLUSH;
        if (n == 0 && rdp.cblist().isEmpty()) return leave();
        return afterBypass(n);
    }

    private At lock(At at) {
        if (!acquire(rdp().nocbLock)) return at;
        irqsOff();
        return At.LOOK_BYPASS;
    }

    /** Done with this CPU, unless somebody waits to hear so. */
    private At leave() {
        unlockNocb(rdp());
        irqsOn();
        return wakesState() ? At.WAKE_STATE : toNext();
    }

    /** nocb_gp_update_state(), up to v5.19: whether the CPU is this kthread's to serve. */
    private boolean acknowledge() {
        if (has(Fix.RCUOG_OWNS_LIST)) return true;
        OffloadState state = rdp().state;
        if (state.has(SegCbFlag.OFFLOADED)) {
            if (!state.has(SegCbFlag.KTHREAD_GP)) {
                state.set(SegCbFlag.KTHREAD_GP);
                wakeState.set(state.has(SegCbFlag.KTHREAD_CB));
            }
            return true;
        }
        state.clear(SegCbFlag.KTHREAD_GP);
        wakeState.set(!state.has(SegCbFlag.KTHREAD_CB));
        return false;
    }

    private boolean wakesState() {
        return wakeState != null && wakeState.isSet();
    }

    private NocbData toggledRdp() {
        int cpu = (int) toggled.get() - 1;
        for (int i = 0; i < group.size(); i++) if (group.get(i).cpu() == cpu) return group.get(i);
        throw new AssertionError("CPU " + cpu + " was queued for rcuog of another group");
    }

    /** nocb_gp_toggle_rdp(), from v6.0: this kthread alone changes its list, between two scans. */
    private At toggle() {
        NocbData rdp = toggledRdp();
        if (!(has(Fix.TOGGLED_OFFLINE) ? acquire(rdp.nocbLock) : lockNocb(rdp))) return At.TOGGLE;
        OffloadState state = rdp.state;
        boolean parks = state.parking != null;
        // "rcu/nocb: (De-)offload callbacks on offline CPUs only"
        SegCbFlag own = has(Fix.TOGGLED_OFFLINE) ? SegCbFlag.OFFLOADED : SegCbFlag.KTHREAD_GP;
        boolean takes = has(Fix.TOGGLED_OFFLINE) ? !state.has(own) : state.has(SegCbFlag.OFFLOADED) && !state.has(own);
        boolean leaves = has(Fix.TOGGLED_OFFLINE) ? state.has(own) : !state.has(SegCbFlag.OFFLOADED) && state.has(own);
        if (takes) {
            listAdd(rdp);
            state.set(own);
            wakeState.set(parks || state.has(SegCbFlag.KTHREAD_CB));
        } else if (leaves) {
            listDel(rdp);
            state.clear(own);
            wakeState.set(parks || !state.has(SegCbFlag.KTHREAD_CB));
        } else {
            machine().blame("WARN_ON_ONCE() in nocb_gp_toggle_rdp(): " + self().name() + " finds CPU " + rdp.cpu() + " queued in ->nocb_toggling_rdp, and nothing to change about it");
        }
        if (has(Fix.TOGGLED_OFFLINE)) release(rdp.nocbLock);            // raw, as the flag has changed
        else unlockNocb(rdp);
        if (wakeState.isSet()) return At.WAKE_TOGGLER;
        toggled.set(0);
        return At.SCAN;
    }

    private At flush() {
        NocbData rdp = rdp();
        if (tryAcquire(rdp.bypassLock)) {
            flushBypass(rdp, jiffy.get());
            release(rdp.bypassLock);
        }
        return At.LOOK_AGAIN;
    }

    /** What is left in the bypass list is young: that holds for the rest of the scan, whichever CPU comes next. */
    private At afterBypass(long n) {
        if (rdp().hasOnlyLazy(n)) {
            say(rdp(), Reason.Lazy);
            lazy.set();
        } else if (n > 0) {
            say(rdp(), Reason.Bypass);
            bypass.set();
        }
        return bypass.isSet() && !has(Fix.NOCB_TIMER_UNIFIED) ? At.CLEAR_DEFER : At.ADVANCE;
    }

    private At advance() {
        NocbData rdp = rdp();
        if (!rdp.cblist().isEmpty(SegCbList.NEXT) || nextGpIsDone(rdp)) wakeGp.set(advance(rdp));
        long next = rdp.cblist().nextGp();
        if (next != SegCbList.NONE) {
            if (wanted.get() == NONE || next < wanted.get()) wanted.set(next);
            say(rdp, Reason.NeedWaitGP);
        }
        if (rdp.cblist().hasReady()) {
            wakeCb.set(rdp.cbSleep.isSet());
            rdp.cbSleep.clear();
        }
        unlockNocb(rdp);
        irqsOn();
        return wakeCb.isSet() ? At.WAKE_CB : wakeGp.isSet() ? At.WAKE_GP : wakesState() ? At.WAKE_STATE : toNext();
    }

    private At toNext() {
        return toMember((int) member.get() + 1);
    }

    /** Goes on with the first CPU from {@code next} on that is to be scanned. */
    private At toMember(int next) {
        for (int at = next; at < group.size(); at++) {
            if (!group.get(at).isScanned()) continue;
            member.set(at);
            say(rdp(), Reason.Check);
            return At.LOCK;
        }
        member.set(0);
        if (pollTimer != null) return toPoll();
        return bypass.isSet() || lazy != null && lazy.isSet() ? At.ARM_BYPASS : toSleep();
    }

    private At armBypass() {
        if (!bypass.isSet()) {
            deferOnLeader(leader, DeferLevel.LAZY);
            say(leader, Reason.WakeLazyIsDeferred);
        } else if (has(Fix.NOCB_TIMER_UNIFIED)) {
            deferOnLeader(leader, DeferLevel.BYPASS);
            say(leader, Reason.WakeBypassIsDeferred);
        } else {
            arm(leader.bypassTimer, jiffy.get() + 2);
        }
        return toSleep();
    }

    /** rcu_nocb_poll: no timer, and no grace period to wait for. */
    private At toPoll() {
        jiffy.set(0);
        bypass.clear();
        if (lazy != null) lazy.clear();
        wanted.set(NONE);
        if (gotCbs.isSet()) say(leader, Reason.Poll);
        gotCbs.clear();
        return has(Fix.POLL_SLEEPS) && group.stream().noneMatch(NocbData::isScanned) ? At.EMPTY : At.POLL;
    }

    /** The timer that wakes it for its next poll; {@code null} when it does not poll. */
    public final Timer pollTimer() {
        return pollTimer;
    }

    private At toSleep() {
        jiffy.set(0);
        if (lazy != null) lazy.clear();
        if (has(Fix.NOCB_TIMER_UNIFIED)) bypass.clear();        // up to v5.13 WOKEN asks for it once more
        if (wanted.get() == NONE) {
            say(leader, Reason.Sleep);
            return At.SLEEP;
        }
        rcu.traceFuture(leader.rdp().leaf(), wanted.get(), Reason.StartWait, self().number(), cpuNumber());
        return At.WAIT_GP;
    }

    private At woken() {
        if (pollTimer == null) restart();
        if (toggled == null || leader.group.toggling.get() == 0) return At.SCAN;
        toggled.set(leader.group.toggling.get());
        leader.group.toggling.set(0);
        return At.TOGGLE;
    }

    /** Cancels what would have woken it, and wants to be woken again. */
    private void restart() {
        passing(leader.gpLock);
        if (has(Fix.NOCB_TIMER_UNIFIED)) {
            resetDeferral(leader);
        } else if (bypass.isSet()) {
            cancel(leader.bypassTimer);
            bypass.clear();
        }
        leader.gpSleep.set();
        passed(leader.gpLock);
    }
}

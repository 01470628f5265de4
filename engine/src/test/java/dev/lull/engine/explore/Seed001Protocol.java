package dev.lull.engine.explore;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Setup;

import java.util.function.BooleanSupplier;

/**
 * seed001.pml as a user of Lull would write it, step for step: its states are those of the Promela model and of {@link
 * PackedProtocol}, one for one.
 */
final class Seed001Protocol {
    private static final int AT_ANY_MOMENT = 0;             // a jiffy that is over: the timer may fire from now on

    private final Machine machine;
    private final boolean requeueFixed;
    private final boolean unified;
    private final NocbWords rdp;
    private final SpinLock bypassLock;
    private final Timer nocbTimer;
    private final Timer bypassTimer;
    private final WaitQueue arrivals;
    private final WaitQueue gpIdle;
    private final WaitQueue gpEnd;
    private final WaitQueue cbWq;
    private final WaitQueue gpWq;
    private final Rcuog rcuog;

    private Seed001Protocol(Setup setup, int version, int calls, int foreign) {
        machine = setup.machine();
        requeueFixed = version >= 513;
        unified = version >= 514;
        rdp = new NocbWords(machine, calls);
        bypassLock = machine.spinLock("nocb_bypass_lock");
        nocbTimer = machine.timer("nocb_timer");
        bypassTimer = unified ? null : machine.timer("nocb_bypass_timer");
        arrivals = machine.waitQueue("arrivals");
        gpIdle = machine.waitQueue("nocb_gp_wq");
        gpEnd = machine.waitQueue("rnp.nocb_gp_wq");
        cbWq = machine.waitQueue("nocb_cb_wq");
        gpWq = machine.waitQueue("gp_wq");
        Caller caller = new Caller(calls);
        arrivals.admit(caller.task());
        rcuog = new Rcuog();
        gpIdle.admit(rcuog.task());
        gpEnd.admit(rcuog.task());
        cbWq.admit(new Rcuop().task());
        gpWq.admit(new GpKthread().task());
        new DeferredWakeup();
        if (!unified) new BypassWakeup();
        machine.add(caller);
        machine.add(new Event("CPU 0 passes a quiescent state",
                () -> rdp.qsAwaited.isSet() && machine.cpus().get(0).takesSoftirqs(), this::passQs));
        machine.add(new Event("the bypass list grows older", () -> rdp.bypass.get() > 0 && rdp.age.get() < 2, () -> rdp.age.add(1)));
        Word left = machine.memory().struct("others").word("grace_periods", Range.upTo(foreign), foreign);
        machine.add(new Event("another CPU asks for a grace period", () -> left.get() > 0, () -> askFromOutside(left)));
        setup.owed("a callback waits to be invoked", rdp::holdsCallbacks);
    }

    /**
     * The protocol, to be explored.
     *
     * @param version 512, 513 or 514
     * @param calls   callbacks
     * @param foreign grace periods that other CPUs ask for
     */
    static Definition definition(int version, int calls, int foreign) {
        return Definition.of("seed 001, v" + version / 100 + "." + version % 100 + ", " + calls + " callbacks",
                setup -> new Seed001Protocol(setup, version, calls, foreign));
    }

    // ---- what comes from outside ------------------------------------------------------------------------------

    private record Event(String says, BooleanSupplier open, Runnable happens) implements MoveSource {
        @Override public int alternatives() {
            return open.getAsBoolean() ? 1 : 0;
        }

        @Override public void take(int alternative) {
            happens.run();
        }

        @Override public String describe(int alternative) {
            return says;
        }
    }

    private void passQs() {
        rdp.qsAwaited.clear();
        machine.wakeFromOutside(gpWq, rcuog.task().number(), 0);
    }

    private void askFromOutside(Word left) {
        left.add(-1);
        if (rdp.ask()) machine.wakeFromOutside(gpWq, rcuog.task().number(), 0);
    }

    // ---- call_rcu() -------------------------------------------------------------------------------------------

    private enum CallAt { ENTER, UNLOCK_BYPASS, SETTLE, CLAIM, WAKE, DEFER }

    /** A task on CPU 0 that calls call_rcu() whenever chance will have it, with interrupts on or off, over the limit or not. */
    private final class Caller extends Kthread<CallAt> implements MoveSource {
        private final Word left;
        private final Flag calling = localFlag("calling");
        private final Flag irqsWereOn = localFlag("irqs_were_on");
        private final Flag direct = localFlag("direct");
        private final Flag first = localFlag("first");

        Caller(int calls) {
            super(machine, "task/0", 0, "call_rcu", CallAt.class);
            left = machine().memory().struct("task/0").word("calls_left", Range.upTo(calls), calls);
        }

        @Override public int alternatives() {
            return left.get() > 0 && task().isSleeping() && !task().cpu().inSoftirq() ? 4 : 0;
        }

        @Override public void take(int alternative) {
            left.add(-1);
            irqsOff();
            calling.set();
            irqsWereOn.set((alternative & 1) != 0);
            direct.set((alternative & 2) != 0);
            wake(task());
        }

        @Override public String describe(int alternative) {
            return "call_rcu() with interrupts " + ((alternative & 1) != 0 ? "on" : "off");
        }

        @Override protected CallAt step(CallAt at) {
            return switch (at) {
                case ENTER -> calling.isSet() ? tryBypass() : sleepOn(arrivals, CallAt.ENTER);
                case UNLOCK_BYPASS -> {
                    release(bypassLock);
                    if (!first.isSet()) yield done();
                    first.clear();
                    yield CallAt.SETTLE;
                }
                case SETTLE -> rdp.pends() ? done() : wakeOrDefer();
                case CLAIM -> claim() ? CallAt.WAKE : done();
                case WAKE -> {
                    wake(rcuog.task());
                    yield done();
                }
                case DEFER -> {
                    defer();
                    yield done();
                }
            };
        }

        private CallAt tryBypass() {
            if (direct.isSet()) return enqueue();
            if (rdp.bypass.get() > 0 && rdp.age.get() > 0) {
                rdp.flushBypass();
                rdp.bypass.set(1);                          // rcu_cblist_flush_enqueue() leaves the new one alone there
                return done();
            }
            if (!acquire(bypassLock)) return CallAt.ENTER;
            first.set(rdp.bypass.get() == 0);
            rdp.bypass.add(1);
            calling.clear();
            return CallAt.UNLOCK_BYPASS;
        }

        private CallAt enqueue() {
            direct.clear();
            boolean wasAllDone = !rdp.pends();
            rdp.flushBypass();
            rdp.next.add(1);
            return wasAllDone ? wakeOrDefer() : done();
        }

        /** __call_rcu_nocb_wake(), which drops ->nocb_lock; v5.14 then needs another lock for the rest. */
        private CallAt wakeOrDefer() {
            boolean on = irqsWereOn.isSet();
            if (!on && !unified) {
                if (rdp.deferWakeup.get() == NocbWords.NOT) arm(nocbTimer, AT_ANY_MOMENT);
                rdp.deferWakeup.set(NocbWords.WAKE);
                return done();
            }
            irqsWereOn.clear();
            calling.clear();
            if (!on) return CallAt.DEFER;
            if (!unified) cancelNocbTimer(this::cancelNocb);
            irqsOn();
            return CallAt.CLAIM;
        }

        private void defer() {
            if (rdp.deferWakeup.get() == NocbWords.WAKE) return;
            arm(nocbTimer, AT_ANY_MOMENT);
            rdp.deferWakeup.set(NocbWords.WAKE);
        }

        private boolean claim() {
            return claimWakeup(this::cancelNocb);
        }

        private void cancelNocb() {
            cancel(nocbTimer);
        }

        private CallAt done() {
            irqsWereOn.clear();
            calling.clear();
            irqsOn();
            return sleepOn(arrivals, CallAt.ENTER);
        }
    }

    // ---- wake_nocb_gp() ---------------------------------------------------------------------------------------

    /** Under ->nocb_lock, up to v5.13. */
    private void cancelNocbTimer(Runnable cancel) {
        if (!requeueFixed) {
            cancel.run();
        } else if (rdp.deferWakeup.get() != NocbWords.NOT) {
            rdp.deferWakeup.set(NocbWords.NOT);
            cancel.run();
        }
    }

    /** Under ->nocb_gp_lock: whether rcuog is to be woken. */
    private boolean claimWakeup(Runnable cancel) {
        if (unified) cancelDeferred(cancel);
        boolean needed = rdp.gpSleep.isSet();
        rdp.gpSleep.clear();
        return needed;
    }

    private void cancelDeferred(Runnable cancel) {
        if (rdp.deferWakeup.get() == NocbWords.NOT) return;
        rdp.deferWakeup.set(NocbWords.NOT);
        cancel.run();
    }

    // ---- timer handlers ---------------------------------------------------------------------------------------

    private enum HandlerAt { LOCK, CLAIM, WAKE }

    private abstract class Handler extends Code<HandlerAt> {
        Handler(Context self, String name) {
            super(self, name, HandlerAt.class);
        }

        abstract HandlerAt lock();

        @Override protected HandlerAt step(HandlerAt at) {
            return switch (at) {
                case LOCK -> lock();
                case CLAIM -> claim();
                case WAKE -> {
                    wake(rcuog.task());
                    yield finish();
                }
            };
        }

        HandlerAt claim() {
            return claimWakeup(this::cancelNocb) ? HandlerAt.WAKE : finish();
        }

        void cancelNocb() {
            cancel(nocbTimer);
        }
    }

    private final class DeferredWakeup extends Handler {
        DeferredWakeup() {
            super(nocbTimer.handler(), "do_nocb_deferred_wakeup_timer");
        }

        @Override HandlerAt lock() {
            if (rdp.deferWakeup.get() == NocbWords.NOT) return finish();
            if (unified) return claim();
            rdp.deferWakeup.set(NocbWords.NOT);
            cancelNocb();
            return HandlerAt.CLAIM;
        }
    }

    private final class BypassWakeup extends Handler {
        BypassWakeup() {
            super(bypassTimer.handler(), "do_nocb_bypass_wakeup_timer");
        }

        @Override HandlerAt lock() {
            cancelNocbTimer(this::cancelNocb);
            return HandlerAt.CLAIM;
        }
    }

    // ---- rcuog ------------------------------------------------------------------------------------------------

    private enum GpWaitAt { SLEEP, WAIT_GP, SCAN, WAKE_CB, WAKE_GP, ARM }

    private final class Rcuog extends Kthread<GpWaitAt> {
        private final Flag sawBypass = localFlag("bypass");
        private final Flag wakeGp = localFlag("needwake_gp");

        Rcuog() {
            super(machine, "rcuog/0", "nocb_gp_wait", GpWaitAt.class);
        }

        @Override protected GpWaitAt step(GpWaitAt at) {
            return switch (at) {
                case SLEEP -> rdp.gpSleep.isSet() ? sleepOn(gpIdle, at) : woken();
                case WAIT_GP -> rdp.want.get() > 1 && rdp.gpSleep.isSet() ? sleepOn(gpEnd, at) : woken();
                case SCAN -> scan();
                case WAKE_CB -> {
                    wakeOne(cbWq);
                    if (!wakeGp.isSet()) yield scanned();
                    wakeGp.clear();
                    yield GpWaitAt.WAKE_GP;
                }
                case WAKE_GP -> {
                    if (rdp.mayStart()) wakeOne(gpWq);
                    yield scanned();
                }
                case ARM -> arm();
            };
        }

        private GpWaitAt woken() {
            rdp.want.set(0);
            if (unified) {
                cancelDeferred(() -> cancel(nocbTimer));
            } else if (sawBypass.isSet()) {
                cancel(bypassTimer);
                sawBypass.clear();
            }
            rdp.gpSleep.set();
            return GpWaitAt.SCAN;
        }

        private GpWaitAt scan() {
            if (rdp.bypass.get() > 0 && rdp.age.get() == 2 && tryAcquire(bypassLock)) {
                rdp.flushBypass();
                release(bypassLock);
            }
            if (rdp.bypass.get() == 0 && rdp.isEmpty()) return GpWaitAt.SLEEP;
            if (rdp.bypass.get() > 0) {
                sawBypass.set();
                if (!unified) {
                    rdp.deferWakeup.set(NocbWords.NOT);
                    cancel(nocbTimer);
                }
            }
            boolean needGp = (rdp.next.get() > 0 || rdp.waitHasEnded()) && rdp.advance();
            rdp.noteWanted();
            if (rdp.done.get() > 0 && rdp.cbSleep.isSet()) {
                rdp.cbSleep.clear();
                wakeGp.set(needGp);
                return GpWaitAt.WAKE_CB;
            }
            return needGp ? GpWaitAt.WAKE_GP : scanned();
        }

        private GpWaitAt scanned() {
            return sawBypass.isSet() ? GpWaitAt.ARM : toSleep();
        }

        private GpWaitAt toSleep() {
            return rdp.want.get() > 0 ? GpWaitAt.WAIT_GP : GpWaitAt.SLEEP;
        }

        private GpWaitAt arm() {
            if (unified) {
                arm(nocbTimer, AT_ANY_MOMENT);
                rdp.deferWakeup.set(NocbWords.BYPASS);
                sawBypass.clear();
            } else {
                arm(bypassTimer, AT_ANY_MOMENT);
            }
            return toSleep();
        }
    }

    // ---- rcuop, and the grace-period kthread ------------------------------------------------------------------

    private enum CbWaitAt { BATCH, ADVANCE, WAKE_GP, WAIT }

    private final class Rcuop extends Kthread<CbWaitAt> {
        Rcuop() {
            super(machine, "rcuop/0", "nocb_cb_wait", CbWaitAt.class);
        }

        @Override protected CbWaitAt step(CbWaitAt at) {
            return switch (at) {
                case BATCH -> {
                    rdp.done.set(0);                        // each is invoked
                    yield CbWaitAt.ADVANCE;
                }
                case ADVANCE -> {
                    boolean needGp = rdp.waitHasEnded() && rdp.advance();
                    rdp.cbSleep.set(rdp.done.get() == 0);
                    yield needGp ? CbWaitAt.WAKE_GP : CbWaitAt.WAIT;
                }
                case WAKE_GP -> {
                    if (rdp.mayStart()) wakeOne(gpWq);
                    yield CbWaitAt.WAIT;
                }
                case WAIT -> rdp.cbSleep.isSet() ? sleepOn(cbWq, at) : CbWaitAt.BATCH;
            };
        }
    }

    private enum GpAt { IDLE, WAIT_FOR_QS }

    private final class GpKthread extends Kthread<GpAt> {
        GpKthread() {
            super(machine, "rcu_preempt", "rcu_gp_kthread", GpAt.class);
        }

        @Override protected GpAt step(GpAt at) {
            return switch (at) {
                case IDLE -> {
                    if (!rdp.mayStart()) yield sleepOn(gpWq, at);
                    rdp.startGp();
                    yield GpAt.WAIT_FOR_QS;
                }
                case WAIT_FOR_QS -> {
                    if (rdp.qsAwaited.isSet()) yield sleepOn(gpWq, at);
                    if (rdp.endGp()) wakeAll(gpEnd);
                    yield GpAt.IDLE;
                }
            };
        }
    }
}

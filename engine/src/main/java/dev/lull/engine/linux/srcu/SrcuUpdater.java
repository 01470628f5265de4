package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Tracepoint;

/** A task that calls one of SRCU's functions whenever told to from outside; being told is a move. */
public final class SrcuUpdater extends Kthread<SrcuUpdater.At> implements MoveSource {
    /** The steps around what it calls. */
    public enum At implements StepLabel {
        CALL("has something to do"),
        RETURNED("has returned, and waits for something to do");

        private final Told told;

        At(String says) {
            told = new Told(Cost.LOCAL, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final SrcuLoad.Updates load;
    private final SrcuStruct ssp;
    private final WaitQueue arrivals;
    private final Word left;
    private final Called called;
    private final Flag idle;

    /** What it calls, told what it is called with. */
    private interface Called {
        Code<?> text();
    }

    SrcuUpdater(Machine machine, String name, WaitQueue arrivals, SrcuStruct ssp, SrcuLoad.Updates load) {
        super(machine.kthread(name, arrivals), "updater", At.class);
        this.load = load;
        this.ssp = ssp;
        this.arrivals = arrivals;
        long times = load.times() == 0 ? Long.MAX_VALUE / 4 : load.times();
        left = machine.memory().struct(name).word("calls_left", Range.upTo(times), times);
        idle = machine.memory().struct(name).flag("idle");
        idle.set();
        SrcuRoutines routines = new SrcuRoutines(task(), ssp, load.cpu());
        called = called(routines);
        machine.add(this);
    }

    private Called called(SrcuRoutines routines) {
        switch (load.function()) {
            case SYNCHRONIZE, SYNCHRONIZE_EXPEDITED -> {
                SynchronizeSrcu text = new SynchronizeSrcu(task(), ssp, load.cpu(), routines);
                return () -> text.with(load.function() == SrcuLoad.Function.SYNCHRONIZE_EXPEDITED);
            }
            case CALL -> {
                int head = ssp.heads().head(task().name() + "'s call_srcu()", (context, cpu) -> { });
                return () -> routines.callSrcu().with(head, true);
            }
            case BARRIER -> {
                SrcuBarrier text = new SrcuBarrier(task(), ssp, load.cpu(), routines);
                return () -> text;
            }
            case INIT -> {
                return () -> routines.initFields().with(false);
            }
            case CLEANUP -> {
                CleanupSrcuStruct text = new CleanupSrcuStruct(task(), ssp, load.cpu());
                return () -> text;
            }
            case MODULE_EXIT -> {
                ModuleGoing text = new ModuleGoing(task(), ssp, load.cpu());
                return () -> text;
            }
        }
        throw new AssertionError(load.function());
    }

    /** What it is for. */
    public SrcuLoad.Updates load() {
        return load;
    }

    /** Whether it is between two calls. */
    public boolean isIdle() {
        return idle.peek();
    }

    /** Calls still to come, as a watcher sees it. */
    public long callsLeft() {
        return left.peek();
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CALL -> {
                if (tracer().wants()) tracer().emit(Tracepoint.LULL_SRCU_CALL, self().number(), load.cpu(), load.function().ordinal());
                yield call(called.text(), At.RETURNED);
            }
            case RETURNED -> {
                if (tracer().wants()) tracer().emit(Tracepoint.LULL_SRCU_RETURN, self().number(), load.cpu(), load.function().ordinal());
                result();                   // of init_srcu_struct()
                idle.set();
                yield sleepOn(arrivals, At.CALL);
            }
        };
    }

    /** One; none while the last call lasts, or while the callback of the last is on its way. */
    @Override public int alternatives() {
        boolean headInUse = load.function() == SrcuLoad.Function.CALL && ssp.heads().isQueuedOf(task().name());
        return left.get() > 0 && idle.isSet() && !headInUse ? 1 : 0;
    }

    @Override public void take(int alternative) {
        if (left.get() < Long.MAX_VALUE / 8) left.add(-1);
        idle.clear();
        wake(task());
    }

    @Override public String describe(int alternative) {
        return task() + " is to call " + load.function().says();
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}

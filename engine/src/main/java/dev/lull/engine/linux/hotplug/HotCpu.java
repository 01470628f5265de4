package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.CpuhpState;
import dev.lull.engine.trace.Tracepoint;

import java.util.List;
import java.util.Map;

/** One CPU that comes and goes (struct cpuhp_cpu_state), and the two tasks of its own that take part. */
public final class HotCpu {
    private final Machine machine;
    private final int number;
    private final List<Rung> rungs;
    private final Map<CpuhpState, Fault> faults;        // looked up, never walked
    private final boolean tellsAll;
    final int prepared;                                 // rungs below this are the controlling task's
    final int dead;                                     // up to here, the idle task's last act
    final int alive;                                    // up to here, with interrupts off; above, cpuhp/N's
    private final Word state;
    final Flag up;
    final Flag failed;
    final Flag done;
    final Flag idleRuns;
    final Flag shouldRun;
    final WaitQueue doneQueue;
    final WaitQueue idleQueue;
    final WaitQueue cpuhpQueue;
    Task idle;
    Task cpuhp;

    /** @param tellsAll whether rungs on which nothing modelled is done are steps all the same */
    HotCpu(Machine machine, int number, Ladder ladder, Map<CpuhpState, Fault> faults, boolean tellsAll) {
        this.machine = machine;
        this.number = number;
        this.rungs = ladder.rungs();
        this.faults = faults;
        this.tellsAll = tellsAll;
        prepared = ladder.upTo(CpuhpState.BRINGUP_CPU);
        dead = ladder.upTo(CpuhpState.AP_IDLE_DEAD);
        alive = ladder.upTo(CpuhpState.AP_ONLINE);
        boolean online = machine.cpus().get(number).peekOnline();
        Struct struct = machine.memory().struct("cpuhp_state[" + number + "]");
        state = struct.word("state", Range.upTo(rungs.size()), online ? rungs.size() : 0);
        up = struct.flag("bringup");
        failed = struct.flag("result");
        done = struct.flag("done");
        idleRuns = struct.flag("idle_runs");
        shouldRun = struct.flag("should_run");
        up.set(online);
        doneQueue = machine.waitQueue("cpuhp_state[" + number + "].done");
        idleQueue = machine.waitQueue("swapper/" + number + ".idle");
        cpuhpQueue = machine.waitQueue("cpuhp/" + number + ".work");
    }

    public int number() {
        return number;
    }

    /** The rungs, lowest first. */
    List<Rung> rungs() {
        return rungs;
    }

    int state() {
        return (int) state.get();
    }

    void stateIs(int rungs) {
        state.set(rungs);
    }

    /** Whether it stands on no rung: it is offline, and nothing is under way. */
    public boolean isDown() {
        return state.get() == 0;
    }

    /** cpu_active(): whether the scheduler may put ordinary tasks there. */
    public boolean isActive() {
        return machine.cpus().get(number).isActive();
    }

    /** As {@link #isActive()}, for watchers. */
    public boolean peekActive() {
        return machine.cpus().get(number).peekActive();
    }

    /** set_cpu_active(). */
    public void activate(boolean on) {
        machine.cpus().get(number).activate(on);
    }

    /** cpu_dying(): whether it is on its way down, or down; for watchers. */
    public boolean peekDying() {
        return !up.peek();
    }

    /** The rung that the CPU stands on, or {@link CpuhpState#OFFLINE}; for watchers. */
    public CpuhpState peekState() {
        int stands = (int) state.peek();
        return stands == 0 ? CpuhpState.OFFLINE : stands == rungs.size() ? CpuhpState.ONLINE : rungs.get(stands - 1).state();
    }

    /** Whether the CPU is gone: it has reported itself dead, and has not been booted again; for watchers. */
    public boolean peekGone() {
        return state.peek() <= prepared && idle.sleeps() && !idleRuns.peek() && !machine.cpus().get(number).peekOnline();
    }

    /** How many rungs it stands on, for watchers. */
    public int peekRungs() {
        return (int) state.peek();
    }

    /** How many rungs there are. */
    public int height() {
        return rungs.size();
    }

    /** Whether {@code hotplug/fail} names this rung: then its callback is not called, and -EAGAIN is returned once. */
    boolean fails(Rung rung) {
        Fault fault = faults.get(rung.state());
        return fault != null && fault.strikes();
    }

    /** Whether a rung without a text is a step all the same in this direction. */
    boolean isStep(Rung rung, boolean upwards) {
        return tellsAll && rung.state().has(upwards);
    }

    // ---- events -----------------------------------------------------------------------------------------------

    void traceEnter(Rung rung, boolean upwards, int context, int on) {
        if (!machine.tracer().wants() || !rung.state().has(upwards)) return;
        machine.tracer().emit(Tracepoint.CPUHP_ENTER, context, on, number, (upwards ? CpuhpState.ONLINE : CpuhpState.OFFLINE).number(), rung.state().ordinal(), upwards ? 1 : 0);
    }

    void traceExit(Rung rung, boolean upwards, long ret, int context, int on) {
        if (!machine.tracer().wants() || !rung.state().has(upwards)) return;
        machine.tracer().emit(Tracepoint.CPUHP_EXIT, context, on, number, peekState().number(), rung.state().ordinal(), ret);
    }
}

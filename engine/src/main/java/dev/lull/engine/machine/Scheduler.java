package dev.lull.engine.machine;

import dev.lull.engine.trace.Tracepoint;

/** One CPU turning from its current task to another that is runnable: a move for each task it could turn to. */
final class Scheduler implements MoveSource {
    private final Machine machine;
    private final Cpu cpu;

    Scheduler(Machine machine, Cpu cpu) {
        this.machine = machine;
        this.cpu = cpu;
    }

    /** Every context's number is an alternative; one that cannot be turned to is refused by {@link #canTurnTo}. */
    @Override public int alternatives() {
        return cpu.isPreemptible() && !currentHoldsSpinlock() ? machine.contexts().size() : 0;
    }

    /** Whether the current task holds a spinlock, and with it the CPU. */
    boolean currentHoldsSpinlock() {
        int current = cpu.currentTask();
        return current >= 0 && machine.contexts().get(current).holdsSpinlock();
    }

    boolean canTurnTo(int context) {
        return machine.contexts().get(context) instanceof Task task && !task.isSleeping() && !task.isOnCpu()
                && task.mayRunOn(cpu.number());
    }

    @Override public void take(int alternative) {
        int previous = cpu.currentTask();
        if (previous >= 0) ((Task) machine.contexts().get(previous)).leaveCpu();
        ((Task) machine.contexts().get(alternative)).enterCpu(cpu);
        if (machine.tracer().wants()) {
            machine.tracer().emit(Tracepoint.SCHED_SWITCH, previous, cpu.number(), previous, alternative);
        }
    }

    @Override public String describe(int alternative) {
        return "CPU " + cpu.number() + " turns to " + machine.contexts().get(alternative).name();
    }
}

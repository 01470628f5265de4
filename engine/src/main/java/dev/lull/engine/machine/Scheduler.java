package dev.lull.engine.machine;

import dev.lull.engine.trace.Tracepoint;

/**
 * One CPU turning from its current task to another that is runnable: a move for each task it could turn to. A move has room
 * for so many alternatives only, so a big machine has several of these for each CPU, each for a part of the contexts.
 */
final class Scheduler implements MoveSource {
    /** Contexts that one of them speaks for. */
    static final int PART = 1 << Machine.ALTERNATIVE_BITS;

    private final Machine machine;
    private final Cpu cpu;
    private final int first;

    Scheduler(Machine machine, Cpu cpu, int part) {
        this.machine = machine;
        this.cpu = cpu;
        this.first = part * PART;
    }

    /** Every context's number is an alternative; one that cannot be turned to is refused by {@link #canTurnTo}. */
    @Override public int alternatives() {
        return cpu.isPreemptible() && !cpu.isHalted() && !currentHoldsSpinlock() ? Math.max(0, Math.min(PART, machine.contexts().size() - first)) : 0;
    }

    /** Whether the current task holds a spinlock, and with it the CPU. */
    boolean currentHoldsSpinlock() {
        int current = cpu.currentTask();
        return current >= 0 && machine.contexts().get(current).holdsSpinlock();
    }

    boolean canTurnTo(int alternative) {
        return machine.contexts().get(first + alternative) instanceof Task task && !task.isSleeping() && !task.isOnCpu()
                && task.mayRunOn(cpu.number());
    }

    @Override public void take(int alternative) {
        int previous = cpu.currentTask();
        if (previous >= 0) ((Task) machine.contexts().get(previous)).leaveCpu();
        ((Task) machine.contexts().get(first + alternative)).enterCpu(cpu);
        if (machine.tracer().wants()) {
            machine.tracer().emit(Tracepoint.SCHED_SWITCH, previous, cpu.number(), previous, first + alternative);
        }
    }

    @Override public String describe(int alternative) {
        return "CPU " + cpu.number() + " turns to " + machine.contexts().get(first + alternative).name();
    }
}

package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;

import java.util.List;

/** What rcu_barrier() does in every kernel, with or without the hotplug lock: how it begins, counts itself, and ends. */
abstract class BarrierText<E extends Enum<E>> extends RcuText<E> {
    final Barrier barrier;
    private final List<Softirq> handlers;
    private final Guarantee.Wait promised;
    private final Word wanted;
    private final Word cpu;

    /** @param handlers by CPU, what the interrupt begins */
    BarrierText(Context self, Rcu rcu, Barrier barrier, List<Softirq> handlers, Class<E> labels) {
        super(self, rcu, "rcu_barrier", labels);
        this.barrier = barrier;
        this.handlers = List.copyOf(handlers);
        promised = rcu.guarantee().wait(self.name());
        wanted = local("s", Range.upTo(Math.min(Long.MAX_VALUE / 2, machine().memory().range(barrier.sequence.slot()).max())));
        cpu = local("cpu", Range.upTo(rcu.linux().cpus()));
        barrier.completion().admit((Task) self);
    }

    /** RB1, up to the mutex. */
    final void begin() {
        promised.began();
        wanted.set(GpSeq.snap(barrier.sequence.get()));
        say(Reason.Begin);
    }

    /** RB2: whether somebody else's barrier has done meanwhile. */
    final boolean isDone() {
        if (!GpSeq.done(barrier.sequence.get(), wanted.get())) return false;
        say(Reason.EarlyExit);
        return true;
    }

    /** RB3: it counts itself so often that no callback completes it before all are there. */
    final void start(int own) {
        barrier.sequence.add(1);
        say(Reason.Inc1);
        barrier.completed.clear();
        barrier.cpuCount.set(own);
    }

    /** The CPU whose turn it is. */
    final int cpuInTurn() {
        return (int) cpu.get();
    }

    /** Turns to the next CPU; whether there is none left, and the first is next again. */
    final boolean wasLastCpu() {
        boolean last = cpu.get() + 1 == rcu.linux().cpus();
        cpu.set(last ? 0 : cpu.get() + 1);
        return last;
    }

    /** smp_call_function_single() to the CPU in turn; false, and nothing done, while it takes no interrupt. */
    final boolean sends() {
        Softirq handler = handlers.get(cpuInTurn());
        Cpu target = machine().cpus().get(cpuInTurn());
        if (handler.isRunning() || !target.takesSoftirqs()) return false;
        machine().begin(handler, target);
        return true;
    }

    /** Whether the CPU in turn is still at it. */
    final boolean isAnswering() {
        return handlers.get(cpuInTurn()).isRunning();
    }

    /** RB5: it takes its own count back. */
    final void settle(int own) {
        barrier.cpuCount.add(-own);
        if (barrier.cpuCount.get() == 0) barrier.completed.set();
    }

    /** The last of RB5. */
    final E end() {
        say(Reason.Inc2);
        barrier.end();
        return leave();
    }

    final E leave() {
        release(barrier.mutex());
        promised.returns();
        return finish();
    }

    final void say(Reason reason) {
        say(reason, -1);
    }

    final void say(Reason reason, int cpu) {
        barrier.trace(reason, cpu, self().number(), cpuNumber());
    }
}

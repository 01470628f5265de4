package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Reason;

import java.util.List;

/**
 * rcu_barrier(): waits until all callbacks queued before it have been invoked. Models kernel/rcu/tree.c, v5.7 to v5.17, on a
 * machine whose CPUs stay online, so that the hotplug lock is left out.
 *
 * <p>The interrupt it sends to each CPU is a handler that begins where a softirq could: a CPU with bottom halves off, or in a
 * softirq, is interrupted later than in Linux.
 */
public class RcuBarrier extends RcuText<RcuBarrier.At> {
    /** The steps, RB1 to RB5. */
    public enum At implements StepLabel {
        BEGIN(Cost.LOCAL, "calls rcu_barrier(), and notes which barrier would do"),
        LOCK(Cost.LOCK, "takes rcu_state.barrier_mutex"),
        RECHECK(Cost.CACHE_MISS, "looks whether somebody else's barrier has done meanwhile"),
        START(Cost.LOCAL, "starts the barrier, counting itself twice"),
        LOOK(Cost.CACHE_MISS, "looks whether a CPU has callbacks"),
        SEND(Cost.LOCAL, "interrupts that CPU"),
        WAIT_FOR_CPU(Cost.LOCAL, "waits until that CPU has queued the barrier's callback"),
        SETTLE(Cost.CACHE_MISS, "takes its own count back"),
        WAIT(Cost.CONTEXT_SWITCH, "waits for the barrier's callbacks"),
        END(Cost.LOCAL, "ends the barrier and drops rcu_state.barrier_mutex");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Barrier barrier;
    private final List<Softirq> handlers;
    private final Guarantee.Wait promised;
    private final Word wanted;
    private final Word cpu;

    /** @param handlers by CPU, what the interrupt begins */
    public RcuBarrier(Context self, Rcu rcu, Barrier barrier, List<Softirq> handlers) {
        super(self, rcu, "rcu_barrier", At.class);
        this.barrier = barrier;
        this.handlers = List.copyOf(handlers);
        promised = rcu.guarantee().wait(self.name());
        wanted = local("s", Range.upTo(Math.min(Long.MAX_VALUE / 2, machine().memory().range(barrier.sequence.slot()).max())));
        cpu = local("cpu", Range.upTo(rcu.linux().cpus()));
        barrier.completion().admit((Task) self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case BEGIN -> {
                promised.began();
                wanted.set(GpSeq.snap(barrier.sequence.get()));
                say(Reason.Begin);
                yield At.LOCK;
            }
            case LOCK -> acquire(barrier.mutex()) ? At.RECHECK : at;
            case RECHECK -> {
                if (!GpSeq.done(barrier.sequence.get(), wanted.get())) yield At.START;
                say(Reason.EarlyExit);
                yield leave();
            }
            case START -> {
                barrier.sequence.add(1);
                say(Reason.Inc1);
                barrier.completed.clear();
                barrier.cpuCount.set(2);                // so that no callback completes it before all are there
                yield At.LOOK;
            }
            case LOOK -> {
                boolean has = rcu.data((int) cpu.get()).cblist().length() > 0;
                barrier.trace(has ? Reason.OnlineQ : Reason.OnlineNQ, (int) cpu.get(), self().number(), cpuNumber());
                yield has ? At.SEND : toNextCpu();
            }
            case SEND -> {
                Softirq handler = handlers.get((int) cpu.get());
                var target = machine().cpus().get((int) cpu.get());
                if (handler.isRunning() || !target.takesSoftirqs()) yield at;
                machine().begin(handler, target);
                yield At.WAIT_FOR_CPU;
            }
            case WAIT_FOR_CPU -> handlers.get((int) cpu.get()).isRunning() ? at : toNextCpu();
            case SETTLE -> {
                barrier.cpuCount.add(-2);
                if (barrier.cpuCount.get() == 0) barrier.completed.set();
                yield At.WAIT;
            }
            case WAIT -> barrier.completed.isSet() ? At.END : sleepOn(barrier.completion(), at);
            case END -> {
                say(Reason.Inc2);
                barrier.sequence.set(GpSeq.end(barrier.sequence.get()));
                yield leave();
            }
        };
    }

    private At toNextCpu() {
        boolean last = cpu.get() + 1 == rcu.linux().cpus();
        cpu.set(last ? 0 : cpu.get() + 1);
        return last ? At.SETTLE : At.LOOK;
    }

    private At leave() {
        release(barrier.mutex());
        promised.returns();
        return finish();
    }

    private void say(Reason reason) {
        barrier.trace(reason, -1, self().number(), cpuNumber());
    }
}

package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * synchronize_rcu_expedited(): interrupts every CPU instead of waiting for it. Models kernel/rcu/tree_exp.h, v5.12, with one
 * mutex for the funnel of exp_funnel_lock(), and the caller selecting the CPUs itself, where Linux may use workqueues.
 */
public class SynchronizeRcuExpedited extends RcuText<SynchronizeRcuExpedited.At> {
    /** The steps. */
    public enum At implements StepLabel {
        SNAP(Cost.LOCAL, "calls synchronize_rcu_expedited(), and notes which expedited grace period would do"),
        FUNNEL_LOCK(Cost.LOCK, "takes exp_mutex"),
        START(Cost.LOCAL, "starts an expedited grace period, unless somebody else's has done meanwhile"),
        SELECT(Cost.NODE, "selects the CPUs of a leaf and the readers queued there"),
        SEND(Cost.LOCAL, "interrupts a CPU"),
        WAIT(Cost.CONTEXT_SWITCH, "waits until all have answered"),
        END(Cost.LOCAL, "ends the expedited grace period and drops exp_mutex");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Expedited expedited;
    private final List<Softirq> handlers;
    private final IntPredicate idle;
    private final Guarantee.Sections promised;
    private final Word wanted;
    private final Word leaf;
    private final Word cpu;

    /**
     * @param handlers by CPU, what the interrupt begins
     * @param idle     whether a CPU is idle, so that it need not be interrupted
     */
    public SynchronizeRcuExpedited(Context self, Rcu rcu, Expedited expedited, List<Softirq> handlers, IntPredicate idle) {
        super(self, rcu, "synchronize_rcu_expedited", At.class);
        this.expedited = expedited;
        this.handlers = List.copyOf(handlers);
        this.idle = idle;
        promised = rcu.guarantee().sections(self.name());
        wanted = local("s", machine().memory().range(expedited.sequence.slot()));
        leaf = local("rnp", Range.upTo(rcu.leaves().size()));
        cpu = local("cpu", Range.upTo(rcu.linux().cpus()));
        expedited.wq().admit((Task) self);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case SNAP -> {
                promised.began();
                wanted.set(GpSeq.snap(expedited.sequence.get()));
                yield At.FUNNEL_LOCK;
            }
            case FUNNEL_LOCK -> acquire(expedited.mutex()) ? At.START : at;
            case START -> {
                if (GpSeq.done(expedited.sequence.get(), wanted.get())) yield leave();
                expedited.sequence.add(1);
                yield At.SELECT;
            }
            case SELECT -> {
                expedited.select((int) leaf.get(), idle);
                boolean last = leaf.get() + 1 == rcu.leaves().size();
                leaf.set(last ? 0 : leaf.get() + 1);
                yield last ? At.SEND : At.SELECT;
            }
            case SEND -> send(at);
            case WAIT -> expedited.isOver() ? At.END : sleepOn(expedited.wq(), at);
            case END -> {
                expedited.sequence.set(GpSeq.end(expedited.sequence.get()));
                yield leave();
            }
        };
    }

    private At send(At at) {
        int target = (int) cpu.get();
        if (expedited.awaits(target)) {
            if (handlers.get(target).isRunning() || !machine().cpus().get(target).takesSoftirqs()) return at;
            machine().begin(handlers.get(target), machine().cpus().get(target));
        }
        boolean last = target + 1 == rcu.linux().cpus();
        cpu.set(last ? 0 : target + 1);
        return last ? At.WAIT : At.SEND;
    }

    private At leave() {
        release(expedited.mutex());
        promised.returns("synchronize_rcu_expedited()");
        return finish();
    }

    /** The interrupt on one CPU: rcu_exp_handler(). */
    public static final class Handler extends RcuText<Handler.Step> {
        /** Its one step. */
        public enum Step { ANSWER }

        private final Expedited expedited;
        private final int on;

        public Handler(Context self, Rcu rcu, Expedited expedited, int on) {
            super(self, rcu, "rcu_exp_handler", Step.class);
            this.expedited = expedited;
            this.on = on;
        }

        @Override protected Step step(Step at) {
            expedited.interrupt(on, self().number());
            return finish();
        }
    }
}

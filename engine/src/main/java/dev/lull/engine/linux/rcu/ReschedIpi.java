package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;

/**
 * resched_cpu()'s interrupt on a CPU whose tick is off: its coming is a move, from the scan on that sends it; what it does for RCU
 * is to force the tick on. Models rcu_irq_enter_check_tick(), kernel/rcu/tree.c, v5.8 to v6.12. It comes where a softirq could;
 * that the CPU reschedules on the way out is left out, for what rcu_note_context_switch() notes is reported by a tick.
 */
final class ReschedIpi implements MoveSource {
    private final RcuData rdp;
    private final Cpu cpu;
    private final Flag sent;
    private final Softirq handler;

    ReschedIpi(Rcu rcu, RcuData rdp, UrgentQs words) {
        this.rdp = rdp;
        cpu = rcu.machine().cpus().get(rdp.cpu());
        sent = rdp.struct().flag("resched_ipi");
        handler = rcu.machine().softirq("resched/" + rdp.cpu());
        new Handler(handler, rcu, words);
    }

    /** resched_cpu(): one that is on its way already is enough. */
    void send() {
        if (sent.isSet()) return;
        sent.set();
        handler.sentTo(cpu);
    }

    @Override public int alternatives() {
        return sent.isSet() && cpu.takesSoftirqs() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        sent.clear();
        handler.machine().begin(handler, cpu);
    }

    @Override public Context follower() {
        return handler;
    }

    @Override public String describe(int alternative) {
        return "CPU " + rdp.cpu() + " takes the interrupt that rcu_preempt sent it";
    }

    /** What is done in the interrupt. */
    static final class Handler extends RcuText<Handler.At> {
        /** The steps. */
        enum At implements StepLabel {
            CHECK_TICK(Cost.CACHE_MISS, "looks, without a lock, whether RCU urges this CPU, whose tick is off"),
            FORCE_TICK(Cost.LOCK, "looks again under the leaf's lock, and forces the tick on");

            private final Told told;

            At(Cost cost, String says) {
                told = new Told(cost, says);
            }

            @Override public Told told() {
                return told;
            }
        }

        private final UrgentQs words;

        Handler(Softirq self, Rcu rcu, UrgentQs words) {
            super(self, rcu, "rcu_irq_enter_check_tick", At.class);
            this.words = words;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case CHECK_TICK -> words.needsTick() ? At.FORCE_TICK : finish();
                case FORCE_TICK -> {
                    if (words.needsTick()) words.forceTick();
                    yield finish();
                }
            };
        }
    }
}

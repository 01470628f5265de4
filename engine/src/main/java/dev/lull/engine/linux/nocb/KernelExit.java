package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;

import java.util.Locale;

/**
 * A CPU with nothing to run leaves the kernel, with interrupts off: into the idle state, user space or a guest, where it is in an
 * extended quiescent state until an interrupt or a wakeup from elsewhere fetches it. Models the end of do_idle(),
 * exit_to_user_mode_prepare() and xfer_to_guest_mode_handle_work() with rcu_idle_enter() and rcu_user_enter(), v5.11 and v5.12.
 * Where the deferred wakeup stands decides whether a task that it wakes on this very CPU is still seen.
 */
final class KernelExit extends NocbText<KernelExit.At> implements MoveSource {
    /** The steps, in the order of v5.12; before, what wakes rcuog comes inside ENTER_EQS. */
    enum At implements StepLabel {
        DEFERRED_WAKEUP("turns interrupts off and does a deferred wakeup, if there is one"),
        NEED_RESCHED("looks for the last time whether a task is to run here"),
        ENTER_EQS("enters the extended quiescent state"),
        LEAVE("is gone until an interrupt");

        private final Told told;

        At(String says) {
            told = new Told(Cost.LOCAL, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final Cpu cpu;
    private final RescueEdge edge;
    private final DeferredWakeup wakeup;        // null: this kernel does not look here
    private final boolean early;

    KernelExit(Rcu rcu, NocbData rdp, RescueEdge edge) {
        super(rcu.machine().softirq(edge.name().toLowerCase(Locale.ROOT) + "/" + rdp.cpu()), rcu, "rcu_eqs_enter", At.class);
        this.edge = edge;
        cpu = rcu.machine().cpus().get(rdp.cpu());
        rcu.machine().mayHalt(rdp.cpu());
        wakeup = edge.isLookedAt(rcu.linux(), rdp.cpu()) ? new DeferredWakeup(self(), rcu, rdp, false) : null;
        early = has(switch (edge) {
            case USER -> Fix.USER_WAKEUP_BEFORE_RESCHED;
            case GUEST -> Fix.GUEST_WAKEUP_BEFORE_RESCHED;
            case IDLE, TICK, RCU_CORE -> Fix.IDLE_WAKEUP_BEFORE_RESCHED;
        });
    }

    @Override protected At step(At at) {
        return switch (at) {
            case DEFERRED_WAKEUP -> wakeup != null && early ? call(wakeup, At.NEED_RESCHED) : At.NEED_RESCHED;
            case NEED_RESCHED -> needsResched() ? finish() : At.ENTER_EQS;
            case ENTER_EQS -> wakeup != null && !early ? call(wakeup, At.LEAVE) : At.LEAVE;
            case LEAVE -> {
                cpu.halt();
                yield finish();
            }
        };
    }

    /** need_resched(): whether a task could run here that does not. */
    private boolean needsResched() {
        for (int i = 0; i < machine().contexts().size(); i++) {
            if (machine().contexts().get(i) instanceof Task task && task.mayRunOn(cpu.number()) && !task.isSleeping() && !task.isOnCpu()) return true;
        }
        return false;
    }

    /** Whatever can run here comes first. */
    @Override public int alternatives() {
        return cpu.currentTask() < 0 && cpu.takesSoftirqs() && !cpu.isHalted() && !needsResched() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        machine().begin((Softirq) self(), cpu);
    }

    @Override public Context follower() {
        return self();
    }

    @Override public String describe(int alternative) {
        return "CPU " + cpu.number() + " has nothing to run and " + edge.says();
    }
}

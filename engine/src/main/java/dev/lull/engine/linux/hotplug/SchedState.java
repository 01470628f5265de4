package dev.lull.engine.linux.hotplug;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;

/**
 * What the scheduler keeps of a CPU that comes and goes: {@code rq->online}, its share of sched_smt_present, and whether ordinary
 * kthreads are pushed off it. Models balance_push() and is_cpu_allowed(), kernel/sched/core.c: up to v5.12 the push is on from
 * sched_cpu_deactivate() to sched_cpu_dying() or sched_cpu_activate(), whichever way the CPU is going; later it is on whenever the CPU is
 * not active, and counts only while the CPU is dying, which is to say on its way down.
 */
public final class SchedState {
    final Flag rqOnline;
    final Flag smtPresent;
    final Flag balancePush;
    final Fault cpusetRefuses;          // cpuset_cpu_inactive() returns -EBUSY; null: never

    private final boolean keyedOnDying;
    private final Cpu cpu;

    /** @param cpusetRefuses strikes when the CPU's deadline bandwidth is needed; {@code null} for never */
    public SchedState(Machine machine, Linux linux, int number, Fault cpusetRefuses) {
        cpu = machine.cpus().get(number);
        // "sched: Use cpu_dying() to fix balance_push vs hotplug-rollback"
        keyedOnDying = linux.has(Fix.PUSH_WHILE_DYING);
        Struct struct = machine.memory().struct("rq[" + number + "]");
        boolean online = cpu.peekOnline();
        rqOnline = struct.flag("online");
        smtPresent = struct.flag("sched_smt_present");
        balancePush = struct.flag("balance_push");
        rqOnline.set(online);
        smtPresent.set(online);
        balancePush.set(!online && keyedOnDying);
        this.cpusetRefuses = cpusetRefuses;
    }

    /** {@code rq->online}, for watchers. */
    public boolean peekRqOnline() {
        return rqOnline.peek();
    }

    /** Whether the CPU's core is counted in sched_smt_present, for watchers. */
    public boolean peekSmtPresent() {
        return smtPresent.peek();
    }

    /** sched_cpu_dying(), as far as the push is concerned. */
    public void dying() {
        if (!keyedOnDying) balancePush.clear();
    }

    /** Whether ordinary tasks are pushed away from the CPU, for watchers. */
    public boolean peekPushes(HotCpu hot) {
        return balancePush.peek() & (!keyedOnDying | hot.peekDying());
    }

    /** is_cpu_allowed() for a kthread that is not one of the CPU's own, for watchers. */
    public boolean peekAllowsKthreads(HotCpu hot) {
        return cpu.peekOnline() & !(keyedOnDying ? hot.peekDying() : balancePush.peek());
    }
}

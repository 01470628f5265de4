package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;

/** What the scheduler keeps of a CPU that comes and goes: {@code rq->online}, its share of sched_smt_present, the push. */
public final class SchedState {
    final Flag rqOnline;
    final Flag smtPresent;
    final Flag balancePush;
    final Fault cpusetRefuses;          // cpuset_cpu_inactive() returns -EBUSY; null: never

    /** @param cpusetRefuses strikes when the CPU's deadline bandwidth is needed; {@code null} for never */
    public SchedState(Machine machine, int cpu, Fault cpusetRefuses) {
        Struct struct = machine.memory().struct("rq[" + cpu + "]");
        boolean online = machine.cpus().get(cpu).peekOnline();
        rqOnline = struct.flag("online");
        smtPresent = struct.flag("sched_smt_present");
        balancePush = struct.flag("balance_push");
        rqOnline.set(online);
        smtPresent.set(online);
        balancePush.set(!online);
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

    /** Whether ordinary tasks are pushed away from the CPU, for watchers. */
    public boolean peekBalancePush() {
        return balancePush.peek();
    }
}

package dev.lull.engine.system;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.TicklessLoad;

import java.util.BitSet;
import java.util.function.Predicate;

/** CPUs whose tick is off while they run one task: those that a load keeps in the kernel and, where there is a clock, nohz_full ones. */
final class TicklessCpus {
    private final Scenario scenario;
    private final boolean timed;
    private final BitSet stay;
    private final BitSet all;

    TicklessCpus(Scenario scenario, boolean timed) {
        this.scenario = scenario;
        this.timed = timed;
        stay = inKernel(load -> true);
        all = inKernel(load -> true);
        if (timed) all.or(scenario.linux().nohzFull());
    }

    private BitSet inKernel(Predicate<TicklessLoad> which) {
        BitSet cpus = new BitSet();
        for (Load load : scenario.loads()) if (load instanceof TicklessLoad stays && which.test(stays)) cpus.or(stays.cpus(scenario.linux()));
        return cpus;
    }

    int count() {
        return all.cardinality();
    }

    /** Whether grace periods get old and the CPUs they wait for are urged: where there is a clock, and where a CPU stays in the kernel. */
    boolean forceQuiescentStates() {
        return timed || !stay.isEmpty();
    }

    /** Tells RCU of them, before the grace-period kthread is made. */
    void tell(Rcu rcu) {
        stay.stream().forEach(cpu -> rcu.machine().cpus().get(cpu).neverIdles());
        rcu.runs(timed, all, stay, inKernel(TicklessLoad::yields));
    }

    /** Kthreads that belong to no CPU are housekeeping's: in a timed run, while there are other CPUs, they leave these alone. */
    void keepKthreadsOff(Machine machine) {
        BitSet housekeeping = new BitSet();
        housekeeping.set(0, machine.cpus().size());
        housekeeping.andNot(all);
        housekeeping.andNot(machine.onlineCpus().hotplugged());
        if (!timed || all.isEmpty() || housekeeping.isEmpty()) return;
        for (Context context : machine.contexts()) if (context instanceof Task task && !task.isPinned()) task.allowOnly(housekeeping);
    }
}

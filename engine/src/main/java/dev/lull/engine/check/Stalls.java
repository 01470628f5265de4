package dev.lull.engine.check;

import dev.lull.engine.linux.Tunable;
import dev.lull.engine.linux.rcu.BlockedReader;
import dev.lull.engine.linux.rcu.GpSeq;
import dev.lull.engine.linux.rcu.RcuNode;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Task;
import dev.lull.engine.model.Finding;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.system.Reader;

import java.util.ArrayList;
import java.util.List;

/**
 * Grace periods that last longer than {@code rcu_cpu_stall_timeout}: who holds them up, as the kernel's warning would say, and
 * why. It is told of each jiffy of a run; each grace period is reported once.
 */
public final class Stalls {
    private static final int MANY = 8;

    private final LinuxSystem system;
    private final long timeout;
    private final List<Finding> findings = new ArrayList<>();
    private long gpSeq;
    private long since;
    private boolean told;

    public Stalls(LinuxSystem system) {
        this.system = system;
        var linux = system.scenario().linux();
        timeout = linux.get(Tunable.RCU_CPU_STALL_TIMEOUT) * linux.hz().perSecond();
        gpSeq = system.rcu().peekGpSeq();
        since = system.machine().peekJiffies();
    }

    /** One more jiffy has passed. */
    public void jiffyPassed() {
        long now = system.machine().peekJiffies();
        if (system.rcu().peekGpSeq() != gpSeq) {
            gpSeq = system.rcu().peekGpSeq();
            since = now;
            told = false;
        } else if (!told && GpSeq.inProgress(gpSeq) && now - since > timeout) {
            told = true;
            findings.add(look());
        }
    }

    /** The stalls so far, in order. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    private Finding look() {
        List<String> why = new ArrayList<>();
        List<String> who = new ArrayList<>();
        for (RcuNode leaf : system.rcu().leaves()) {
            for (int cpu = leaf.firstCpu(); cpu <= leaf.lastCpu(); cpu++) {
                if (!leaf.peekAwaits(cpu)) continue;
                who.add("CPU " + cpu);
                why.add("CPU " + cpu + " has passed no quiescent state: " + cpu(cpu));
            }
            for (BlockedReader reader : leaf.readers()) {
                if (!reader.peekBlocksGp()) continue;
                who.add("reader/" + reader.cpu());
                why.add("reader/" + reader.cpu() + " was preempted on CPU " + reader.cpu() + " inside a read-side critical section, and has not left it");
            }
        }
        if (who.isEmpty()) {
            Task kthread = system.rcu().gpKthread();
            who.add(kthread.name());
            why.add("all quiescent states are in, but " + kthread.name() + " is at " + kthread.label()
                    + (kthread.sleeps() ? ", asleep on " + kthread.waitingFor() : kthread.isOnCpu() ? ", running" : ", runnable, without a CPU"));
        }
        int more = why.size() - MANY;
        if (more > 0) why = new ArrayList<>(why.subList(0, MANY));
        if (more > 0) why.add("and " + more + " more");
        String names = who.size() > MANY ? who.size() + " CPUs and tasks" : String.join(", ", who);
        return new Finding(Finding.Kind.STALL, "grace period " + GpSeq.counter(gpSeq) + " has not ended for " + timeout / system.scenario().linux().hz().perSecond()
                + " s, held up by " + names, why);
    }

    private String cpu(int number) {
        for (Reader reader : system.readersOn(number)) {
            if (reader.peekInside() && (reader.task() == null || !reader.task().peekIsBlocked())) return reader.name() + " is inside a read-side critical section";
        }
        Cpu cpu = system.machine().cpus().get(number);
        Context current = cpu.softirqHandler() >= 0 ? system.machine().contexts().get(cpu.softirqHandler())
                : cpu.peekCurrentTask() >= 0 ? system.machine().contexts().get(cpu.peekCurrentTask()) : null;
        if (current == null && system.rcu().data(number).staysInKernel()) return "it is in the kernel, with its tick " + (system.rcu().data(number).peekForcedTick() ? "forced on" : "off");
        if (current == null) return "it is idle, and nobody has looked";
        return current.name() + " has it, in " + current.executing().name() + "() at " + current.label() + (cpu.peekIrqsOff() ? ", with interrupts off" : "");
    }
}

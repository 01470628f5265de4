package dev.lull.engine.machine;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** cpu_online_mask: CPUs that come and go, and what the machine itself does about it. All others are online for ever. */
public final class OnlineCpus {
    private final Machine machine;
    private final BitSet hotplugged = new BitSet();
    private final Map<Integer, Context> controllers = new HashMap<>();         // by CPU; looked up, never walked
    private Listener listener = (cpu, last) -> { };

    /** Told when a CPU has gone offline. */
    public interface Listener {
        /** @param last the task that had the CPU, which has lost it; or {@code null} */
        void offline(Cpu cpu, Task last);
    }

    OnlineCpus(Machine machine) {
        this.machine = machine;
    }

    /** Says that CPU {@code cpu} comes and goes. Part of building the machine, before any task is made for it. */
    public void hotplug(int cpu, boolean onlineAtFirst) {
        machine.cpus().get(cpu).hotplug(machine.memory(), onlineAtFirst);
        hotplugged.set(cpu);
    }

    /** CPUs that come and go. */
    public BitSet hotplugged() {
        return (BitSet) hotplugged.clone();
    }

    /**
     * Whether stop_machine() would have every CPU now: no context is in a softirq, holds a spinlock, or has interrupts or bottom
     * halves off.
     */
    public boolean canStop() {
        for (int i = 0; i < machine.cpus().size(); i++) if (!machine.cpus().get(i).isPreemptible()) return false;
        boolean floats = machine.placement() == Placement.FLOATING;
        for (int i = 0; i < machine.contexts().size(); i++) {
            Context context = machine.contexts().get(i);
            if (context instanceof Softirq softirq) {
                if (softirq.isRunning()) return false;
                continue;
            }
            if (context.holdsSpinlock()) return false;
            if (floats && context.cpu().number() < 0 && !context.cpu().isPreemptible()) return false;
        }
        return true;
    }

    /** CPU {@code cpu} is online from now on. */
    public void online(int cpu) {
        machine.cpus().get(cpu).setOnline(true);
    }

    /** CPU {@code cpu} is offline from now on; a placed task that has it loses it. */
    public void offline(int cpu) {
        int current = machine.cpus().get(cpu).currentTask();
        Task last = current < 0 ? null : (Task) machine.contexts().get(current);
        if (last != null) last.leaveCpu();
        machine.cpus().get(cpu).setOnline(false);
        listener.offline(machine.cpus().get(cpu), last);
    }

    /** timers_dead_cpu(): the pending timers of CPU {@code from} are CPU {@code to}'s from now on. */
    public void moveTimers(int from, int to) {
        move(from, to, false);
    }

    /** hrtimers_dead_cpu(), hrtimers_cpu_dying(): likewise for hrtimers. */
    public void moveHrtimers(int from, int to) {
        move(from, to, true);
    }

    private void move(int from, int to, boolean highRes) {
        for (int i = 0; i < machine.timers().size(); i++) {
            Timer timer = machine.timers().get(i);
            if (timer.isHighRes() == highRes) timer.move(from, to);
        }
    }

    /** Says that {@code context} is who moves CPU {@code cpu}'s timers when that is offline. Part of building the machine. */
    public void takenCareOfBy(int cpu, Context context) {
        controllers.put(cpu, context);
    }

    /** Who moves an offline CPU's timers; {@code null} when nobody has said. */
    public Context controller(int cpu) {
        return controllers.get(cpu);
    }

    /** Tells {@code listener} of CPUs that go offline from now on. */
    public void onOffline(Listener listener) {
        this.listener = listener;
    }
}

package dev.lull.engine.check;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.model.Finding;

import java.util.ArrayList;
import java.util.List;

/** A machine in which nothing can move any more but what comes from outside. */
public final class Standstill {
    private Standstill() {
    }

    /** Whether some timer will still fire: then it is not at rest for good. */
    public static boolean awaitsTimer(Machine machine) {
        for (Timer timer : machine.timers()) if (willFire(machine, timer)) return true;
        return false;
    }

    /** Whether a timer is pending on a CPU that is online. */
    static boolean willFire(Machine machine, Timer timer) {
        return timer.expiry() >= 0 && (timer.baseCpu() < 0 || machine.cpus().get(timer.baseCpu()).peekOnline());
    }

    /** Why none does: that no timer is pending, or only such as are on the base of a CPU that is offline. */
    static String noTimer(Machine machine) {
        List<String> stranded = new ArrayList<>();
        for (Timer timer : machine.timers()) {
            if (timer.expiry() >= 0 && !willFire(machine, timer)) stranded.add(timer.name() + " is pending on CPU " + timer.baseCpu() + ", which is offline, and does not fire there");
        }
        return stranded.isEmpty() ? "no timer is pending" : String.join(", ", stranded);
    }

    /** A context that is neither asleep nor finished, and so spins for ever; {@code null} for none. Says who holds {@code locks}. */
    public static Finding stuck(Machine machine, List<SpinLock> locks) {
        List<String> why = new ArrayList<>();
        String who = null;
        for (Context context : machine.contexts()) {
            boolean executing = context instanceof Task task ? !task.sleeps() : ((Softirq) context).runs();
            if (!executing) continue;
            if (who == null) who = context.name();
            why.add(context.name() + " cannot go on from " + context.executing().name() + "(): " + context.label());
        }
        if (who == null) return null;
        for (SpinLock lock : locks) if (lock.holder() != null) why.add(lock.name() + " is held by " + lock.holder().name());
        return new Finding(Finding.Kind.DEADLOCK, who + " spins for ever", why);
    }

    /** A task that was woken on a CPU that has left the kernel and will not be back for it; {@code null} for none. */
    public static Finding unseen(Machine machine) {
        for (Cpu cpu : machine.cpus()) {
            if (!cpu.peekHalted()) continue;
            for (Context context : machine.contexts()) {
                if (!(context instanceof Task task) || task.sleeps() || task.isOnCpu() || !task.mayRunOn(cpu.number())) continue;
                return new Finding(Finding.Kind.LOST_WAKEUP, task.name() + " is runnable on CPU " + cpu.number() + ", which has left the kernel without seeing it", List.of(
                        "CPU " + cpu.number() + " looked at need_resched() for the last time before " + task.name() + " was woken on it",
                        "until the next interrupt on CPU " + cpu.number() + ", which nobody is about to send: no timer is pending, and the CPU has no tick"));
            }
        }
        return null;
    }
}

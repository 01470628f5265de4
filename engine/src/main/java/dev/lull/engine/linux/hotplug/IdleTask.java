package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.StepLabel;

/**
 * swapper/N where it takes part in hotplug: boots its CPU with interrupts off up to where that is online, and is the last to
 * execute when it goes. Models start_secondary() with notify_cpu_starting(), and do_idle() with cpuhp_report_idle_dead(), v5.10 to
 * v6.1.
 */
public class IdleTask extends Kthread<IdleTask.At> {
    /** The steps. */
    public enum At implements StepLabel {
        IDLE(Cost.CONTEXT_SWITCH, "is idle"),
        OFF(Cost.CPU_BOOT, "is off; boots"),
        STARTING(Cost.HOTPLUG, "starts, with interrupts off"),
        STARTED(Cost.LOCAL, "has done that"),
        ONLINE(Cost.HOTPLUG, "sets its CPU online, and enables interrupts"),
        ALIVE(Cost.WAKEUP, "tells the controlling task that the CPU is alive"),
        DYING(Cost.HOTPLUG, "finds its CPU offline"),
        DIED(Cost.LOCAL, "has done that"),
        DEAD(Cost.WAKEUP, "has the controlling task told that the CPU is dead");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final HotCpu cpu;
    private final Climb climb;

    IdleTask(Machine machine, HotCpu cpu) {
        super(machine.perCpuKthread("swapper/" + cpu.number(), cpu.number(), cpu.idleQueue), "cpu_startup_entry", At.class);
        this.cpu = cpu;
        cpu.idle = task();
        climb = new Climb(task(), cpu, cpu.prepared, cpu.alive);
        if (!machine.cpus().get(cpu.number()).peekOnline()) startAt(At.OFF);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE, OFF -> {
                if (cpu().irqsAreOff()) yield at;               // whoever has this CPU now is in the middle of something
                if (!cpu.idleRuns.isSet()) yield sleepOn(cpu.idleQueue, at);
                cpu.idleRuns.clear();
                irqsOff();
                yield cpu.up.isSet() ? At.STARTING : At.DYING;
            }
            case STARTING -> climb(true);
            case STARTED -> {
                climb.returned(true, false);
                yield At.STARTING;
            }
            case ONLINE -> {
                machine().onlineCpus().online(cpu.number());
                irqsOn();
                yield At.ALIVE;
            }
            case ALIVE -> complete(At.IDLE);
            case DYING -> climb(false);
            case DIED -> {
                climb.returned(false, false);
                yield At.DYING;
            }
            case DEAD -> {
                irqsOn();                               // of no account until it boots again, and then they are off at first
                yield complete(At.OFF);
            }
        };
    }

    private At climb(boolean up) {
        while (cpu.state() != (up ? cpu.alive : cpu.prepared)) {
            switch (climb.go(up, false)) {
                case CALL -> {
                    return call(climb.function(up), up ? At.STARTED : At.DIED);
                }
                case STEP -> {
                    return up ? At.STARTING : At.DYING;
                }
                case ON, FAILED -> { }
            }
        }
        return up ? At.ONLINE : At.DEAD;
    }

    private At complete(At then) {
        cpu.done.set();
        wakeOne(cpu.doneQueue);
        return then;
    }
}

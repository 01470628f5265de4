package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Work;
import dev.lull.engine.memory.Flag;

/**
 * cpuhp/N: climbs the ONLINE rungs of its own CPU, when the controlling task says so; one that fails it takes back itself. Models
 * cpuhp_thread_fun(), kernel/cpu.c, v5.10 to v6.1. Parked is asleep here: nobody but the controlling task wakes it.
 */
public class CpuhpThread extends Kthread<CpuhpThread.At> {
    /** The steps. */
    public enum At implements StepLabel {
        WAIT(Cost.CONTEXT_SWITCH, "waits until it is to go on"),
        RUNG(Cost.HOTPLUG, "goes on to the next rung of the hotplug ladder"),
        RETURNED(Cost.LOCAL, "sees what the rung's callback returned"),
        COMPLETE(Cost.WAKEUP, "tells the controlling task that it is done");

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
    private final Flag rollsBack;

    CpuhpThread(Machine machine, HotCpu cpu) {
        super(machine.perCpuKthread("cpuhp/" + cpu.number(), cpu.number(), cpu.cpuhpQueue), "cpuhp_thread_fun", At.class);
        this.cpu = cpu;
        cpu.cpuhp = task();
        climb = new Climb(task(), cpu, cpu.alive, cpu.height());
        rollsBack = localFlag("rollback");
        new Work("cpuhp_state[" + cpu.number() + "]", cpu.doneQueue, task(), () -> peekLabel() != At.WAIT);
    }

    @Override protected At step(At at) {
        if (cpu().irqsAreOff()) return at;                      // whoever has this CPU now is in the middle of something
        return switch (at) {
            case WAIT -> {
                if (!cpu.shouldRun.isSet()) yield sleepOn(cpu.cpuhpQueue, at);
                cpu.shouldRun.clear();
                yield At.RUNG;
            }
            case RUNG -> rung();
            case RETURNED -> {
                boolean failed = result();
                climb.returned(cpu.up.isSet(), failed);
                if (failed) turnRound();
                yield At.RUNG;
            }
            case COMPLETE -> {
                rollsBack.clear();
                cpu.done.set();
                wakeOne(cpu.doneQueue);
                yield At.WAIT;
            }
        };
    }

    private void turnRound() {
        if (rollsBack.isSet()) machine().blame("rollback fails: CPU " + cpu.number() + " stays on rung " + cpu.peekState().title());
        rollsBack.set();
        cpu.up.set(!cpu.up.isSet());
        cpu.failed.set();
    }

    private At rung() {
        while (true) {
            boolean up = cpu.up.isSet();
            if (cpu.state() == (up ? cpu.height() : cpu.alive)) return At.COMPLETE;
            switch (climb.go(up, !rollsBack.isSet() && !cpu.failed.isSet())) {
                case CALL -> {
                    return call(climb.function(up), At.RETURNED);
                }
                case STEP -> {
                    return At.RUNG;
                }
                case FAILED -> turnRound();
                case ON -> { }
            }
        }
    }
}

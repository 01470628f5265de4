package dev.lull.engine.linux.hotplug;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Flag;

import java.util.function.IntPredicate;

/**
 * Brings a CPU up or takes it down; executed by the controlling task, on another CPU. Finishes with true when it failed and all was
 * taken back. Models _cpu_up(), _cpu_down(), bringup_cpu() and takedown_cpu(), kernel/cpu.c, v5.10 to v6.1, which are one text
 * here: a rung that fails turns round who climbs.
 */
public class CpuUpDown extends Code<CpuUpDown.At> {
    /** The steps. */
    public enum At implements StepLabel {
        MAPS_LOCK(Cost.LOCK, "takes cpu_add_remove_lock"),
        WRITE_LOCK(Cost.LOCAL, "comes to take the hotplug lock for writing"),
        RUNG(Cost.HOTPLUG, "goes on to the next rung of the hotplug ladder"),
        RETURNED(Cost.LOCAL, "sees what the rung's callback returned"),
        BOOT(Cost.WAKEUP, "has the CPU boot"),
        WAIT_ALIVE(Cost.CONTEXT_SWITCH, "waits until the CPU is online"),
        KICK(Cost.WAKEUP, "has cpuhp/N go on"),
        WAIT_CPUHP(Cost.CONTEXT_SWITCH, "waits for cpuhp/N"),
        STOP_MACHINE(Cost.HOTPLUG, "parks cpuhp/N, stops all CPUs, and takes the CPU offline"),
        WAIT_DEAD(Cost.CONTEXT_SWITCH, "waits until the CPU has reported itself dead"),
        WRITE_UNLOCK(Cost.LOCAL, "comes to drop the hotplug lock"),
        AFTER_UNLOCK(Cost.LOCAL, "comes to what is to be done without the hotplug lock"),
        MAPS_UNLOCK(Cost.LOCAL, "drops cpu_add_remove_lock");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final HotCpu cpu;
    private final Mutex mapsLock;
    private final Climb climb;
    private final Code<?> writeLock;
    private final Code<?> writeUnlock;
    private final IntPredicate occupied;
    private final boolean parallel;
    private final Code<?> afterUnlock;
    private final Flag goesUp;

    /**
     * @param occupied whether a CPU is in code that does not let itself be preempted and that no context here stands for: a reader
     * @param parallel whether several CPUs may be under way at a time: then no lock of hotplug is taken here
     * @param afterUnlock what is waited for between the hotplug lock and the maps lock; {@code null} for nothing
     */
    public CpuUpDown(Context self, HotCpu cpu, Mutex mapsLock, HotplugLock lock, IntPredicate occupied, boolean parallel, Code<?> afterUnlock) {
        super(self, "_cpu_up_down", At.class);
        this.cpu = cpu;
        this.mapsLock = mapsLock;
        this.occupied = occupied;
        this.parallel = parallel;
        this.afterUnlock = afterUnlock;
        writeLock = lock.writeLock(self, cpu.number());
        writeUnlock = lock.writeUnlock(self, cpu.number());
        climb = new Climb(self, cpu, 0, cpu.prepared);
        goesUp = localFlag("goes_up");
        cpu.doneQueue.admit((Task) self);
    }

    /** Says, before the call, which way. */
    public CpuUpDown with(boolean up) {
        goesUp.set(up);
        return this;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case MAPS_LOCK -> {
                if (parallel) yield begin();
                yield acquire(mapsLock) ? At.WRITE_LOCK : at;
            }
            case WRITE_LOCK -> {
                begin();
                yield call(writeLock, At.RUNG);
            }
            case RUNG -> rung();
            case RETURNED -> {
                boolean failed = result() && cpu.up.isSet();        // what is said by a DEAD callback is a warning and no more
                climb.returned(cpu.up.isSet(), failed);
                if (failed) turnRound();
                yield At.RUNG;
            }
            case BOOT -> {
                startIdleTask();
                yield At.WAIT_ALIVE;
            }
            case WAIT_ALIVE, WAIT_DEAD -> taken() ? At.RUNG : sleepOn(cpu.doneQueue, at);
            case KICK -> {
                cpu.shouldRun.set();
                wake(cpu.cpuhp);
                yield At.WAIT_CPUHP;
            }
            case WAIT_CPUHP -> taken() ? At.RUNG : sleepOn(cpu.doneQueue, at);
            case STOP_MACHINE -> stopMachine(at);
            case WRITE_UNLOCK -> parallel ? leave() : call(writeUnlock, afterUnlock == null ? At.MAPS_UNLOCK : At.AFTER_UNLOCK);
            case AFTER_UNLOCK -> call(afterUnlock, At.MAPS_UNLOCK);
            case MAPS_UNLOCK -> {
                release(mapsLock);
                yield leave();
            }
        };
    }

    private At begin() {
        cpu.up.set(goesUp.isSet());
        cpu.failed.clear();
        return At.RUNG;
    }

    private At leave() {
        return finish(cpu.up.isSet() != goesUp.isSet());
    }

    /** cpuhp_reset_state(): on with it the other way. */
    private void turnRound() {
        if (cpu.up.isSet() != goesUp.isSet()) machine().blame("rollback fails: CPU " + cpu.number() + " stays on rung " + cpu.peekState().title());
        cpu.up.set(!cpu.up.isSet());
    }

    /** wait_for_completion(), its condition. */
    private boolean taken() {
        boolean done = cpu.done.isSet();
        if (done) cpu.done.clear();
        return done;
    }

    private At rung() {
        boolean rollsBack = cpu.up.isSet() != goesUp.isSet();
        while (true) {
            boolean up = cpu.up.isSet();
            int stands = cpu.state();
            if (stands == (up ? cpu.height() : 0)) return At.WRITE_UNLOCK;
            if (up && stands == cpu.prepared) return At.BOOT;
            if (stands > cpu.alive || up && stands == cpu.alive) return At.KICK;
            if (stands == cpu.alive) return At.STOP_MACHINE;
            switch (climb.go(up, up && !rollsBack)) {
                case CALL -> {
                    return call(climb.function(up), At.RETURNED);
                }
                case STEP -> {
                    return At.RUNG;
                }
                case FAILED -> {
                    turnRound();
                    rollsBack = true;
                }
                case ON -> { }
            }
        }
    }

    private void startIdleTask() {
        cpu.idleRuns.set();
        wake(cpu.idle);
    }

    /** stop_machine_cpuslocked(take_cpu_down): all other CPUs spin with interrupts off meanwhile, so it is one step. */
    private At stopMachine(At at) {
        if (!cpu.cpuhp.isSleeping() || !cpu.idle.isSleeping()) return at;       // kthread_park()
        if (occupied.test(cpu.number()) || !machine().onlineCpus().canStop()) return at;
        machine().onlineCpus().offline(cpu.number());
        for (int i = cpu.alive - 1; i >= cpu.dead; i--) {
            Rung rung = cpu.rungs().get(i);
            cpu.stateIs(i);
            cpu.traceEnter(rung, false, self().number(), cpu.number());
            if (rung.dying() != null) rung.dying().on(cpu.number(), self());
            cpu.traceExit(rung, false, 0, self().number(), cpu.number());
        }
        startIdleTask();
        return At.WAIT_DEAD;
    }
}

package dev.lull.engine.system;

import dev.lull.engine.linux.nocb.CpuUp;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.Toggling;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;

/** The control task that brings one CPU up when told to from outside, once; being told is a move. */
public final class CpuUpTask extends Kthread<CpuUpTask.At> implements MoveSource {
    /** Its one step of its own, before and after. */
    public enum At implements StepLabel {
        IDLE;

        @Override public Told told() {
            return new Told(Cost.LOCAL, "is done");
        }
    }

    private final int cpu;
    private final Flag left;
    private final WaitQueue asked;
    private final CpuUp up;

    CpuUpTask(Rcu rcu, NocbData rdp, Toggling toggling) {
        super(rcu.machine(), "cpu_up/" + rdp.cpu(), "bringup", At.class);
        this.cpu = rdp.cpu();
        left = rcu.machine().memory().struct(task().name()).flag("left");
        left.set();
        asked = rcu.machine().waitQueue(task().name() + ".asked").admit(task());
        up = new CpuUp(task(), rcu, rdp, toggling);
        rcu.machine().add(this);
    }

    /** The CPU that it brings up. */
    public int bringsUp() {
        return cpu;
    }

    /** Whether it has not begun or is done. */
    public boolean isIdle() {
        return task().waitingFor() == asked;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE -> sleepOn(asked, at);
        };
    }

    @Override public int alternatives() {
        return left.isSet() ? 1 : 0;
    }

    @Override public void take(int alternative) {
        left.clear();
        call(up, At.IDLE);
        wake(task());
    }

    @Override public String describe(int alternative) {
        return "CPU " + cpu + " is to be brought up";
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}

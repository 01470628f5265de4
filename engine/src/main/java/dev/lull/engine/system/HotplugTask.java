package dev.lull.engine.system;

import dev.lull.engine.linux.hotplug.CpuUpDown;
import dev.lull.engine.linux.hotplug.HotCpu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

import java.util.function.Function;

/** The controlling task of one CPU's comings and goings: brings it up or takes it down when told to from outside; being told is a move. */
public final class HotplugTask extends Kthread<HotplugTask.At> implements MoveSource {
    /** Its one step of its own, before and after. */
    public enum At implements StepLabel {
        IDLE;

        @Override public Told told() {
            return new Told(Cost.LOCAL, "is done");
        }
    }

    private final HotCpu cpu;
    private final Word upsLeft;
    private final Word downsLeft;
    private final WaitQueue asked;
    private final CpuUpDown upDown;

    /** @param on the CPU it executes on where it is placed; that one stays */
    HotplugTask(Machine machine, HotCpu cpu, int on, Function<Context, CpuUpDown> upDown, long ups, long downs) {
        super(task(machine, cpu, on), "hotplug", At.class);
        this.cpu = cpu;
        var struct = machine.memory().struct(task().name());
        upsLeft = struct.word("ups_left", Range.upTo(ups), ups);
        downsLeft = struct.word("downs_left", Range.upTo(downs), downs);
        asked = machine.waitQueue(task().name() + ".asked").admit(task());
        this.upDown = upDown.apply(task());
        machine.add(this);
    }

    private static Task task(Machine machine, HotCpu cpu, int on) {
        String name = "hotplug/" + cpu.number();
        return machine.placement() == Placement.PLACED ? machine.pinnedTask(name, on) : machine.kthread(name);
    }

    /** The CPU that comes and goes. */
    public int changes() {
        return cpu.number();
    }

    /** The CPU's place on the ladder. */
    public HotCpu place() {
        return cpu;
    }

    /** Whether nothing is under way. */
    public boolean isIdle() {
        return task().waitingFor() == asked;
    }

    /** Whether what may be asked for now is to bring the CPU up. */
    public boolean goesUp() {
        return cpu.peekRungs() == 0;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE -> {
                result();                               // whether it was taken back can be seen
                yield sleepOn(asked, at);
            }
        };
    }

    @Override public int alternatives() {
        if (!task().isSleeping() || !isIdle()) return 0;
        return (cpu.isDown() ? upsLeft : downsLeft).get() > 0 ? 1 : 0;
    }

    @Override public void take(int alternative) {
        boolean up = cpu.isDown();
        (up ? upsLeft : downsLeft).add(-1);
        call(upDown.with(up), At.IDLE);
        wake(task());
    }

    @Override public String describe(int alternative) {
        return "CPU " + cpu.number() + " is to " + (goesUp() ? "be brought up" : "be taken down");
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}

package dev.lull.engine.system;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.ToggleOffload;
import dev.lull.engine.linux.nocb.Toggling;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/** A task that changes one CPU's offloading whenever told to from outside; being told is a move. */
public final class Toggler extends Kthread<Toggler.At> implements MoveSource {
    /** Its one step, taken between changes. */
    public enum At implements StepLabel {
        IDLE;

        @Override public Told told() {
            return new Told(Cost.LOCAL, "is done, until offloading is to change again");
        }
    }

    private final int cpu;
    private final Word offloadsLeft;
    private final Word deoffloadsLeft;
    private final WaitQueue asked;
    private final ToggleOffload toggle;

    Toggler(Rcu rcu, NocbData rdp, Toggling toggling, int offloads, int deoffloads) {
        super(task(rcu, rdp.cpu()), "toggler", At.class);
        this.cpu = rdp.cpu();
        var struct = rcu.machine().memory().struct(task().name());
        offloadsLeft = struct.word("offloads_left", Range.upTo(offloads), offloads);
        deoffloadsLeft = struct.word("deoffloads_left", Range.upTo(deoffloads), deoffloads);
        asked = rcu.machine().waitQueue(task().name() + ".asked").admit(task());
        toggle = new ToggleOffload(task(), rcu, rdp, toggling);
        rcu.machine().add(this);
    }

    /** work_on_cpu() does it on the CPU itself; from v6.12 that is offline, and it is done anywhere: in a timed run on the next CPU. */
    private static Task task(Rcu rcu, int cpu) {
        String name = "toggle/" + cpu;
        boolean elsewhere = rcu.linux().has(Fix.TOGGLED_OFFLINE);
        if (elsewhere && rcu.machine().placement() == Placement.FLOATING) return rcu.machine().kthread(name);
        return rcu.machine().pinnedTask(name, elsewhere ? (cpu + 1) % rcu.linux().cpus() : cpu);
    }

    /** The CPU whose offloading it changes. */
    public int toggles() {
        return cpu;
    }

    /** Whether it is between two changes. */
    public boolean isIdle() {
        return task().waitingFor() == asked;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case IDLE -> cpu().irqsAreOff() ? at : sleepOn(asked, at);     // interrupts off: somebody else has the CPU
        };
    }

    /** To offload and to de-offload, in this order, as far as they are left; none while the last change lasts. */
    @Override public int alternatives() {
        if (!task().isSleeping() || !isIdle()) return 0;
        return (offloadsLeft.get() > 0 ? 1 : 0) + (deoffloadsLeft.get() > 0 ? 1 : 0);
    }

    /** Whether that alternative offloads. */
    public boolean offloads(int alternative) {
        return alternative == 0 && offloadsLeft.get() > 0;
    }

    @Override public void take(int alternative) {
        boolean offloads = offloads(alternative);
        (offloads ? offloadsLeft : deoffloadsLeft).add(-1);
        call(toggle.with(offloads), At.IDLE);
        wake(task());
    }

    @Override public String describe(int alternative) {
        return "CPU " + cpu + " is to be " + (offloads(alternative) ? "" : "de-") + "offloaded";
    }

    @Override public Context follower() {
        return task();
    }

    @Override public boolean environment() {
        return true;
    }
}

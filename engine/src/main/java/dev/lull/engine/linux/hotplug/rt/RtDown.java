package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.PinningTask;
import dev.lull.engine.linux.hotplug.lock.SyncUnplug;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Setup;

import java.util.List;

/**
 * CPU 1 goes down.
 *
 * @param design how it is emptied
 * @param scene  what a notifier does meanwhile, and who is on the CPU
 * @param bound  whether the task on it must not leave it
 */
public record RtDown(Design design, Scene scene, boolean bound) implements Definition {
    /** With a task that may leave the CPU. */
    public static RtDown of(Design design, Scene scene) {
        return new RtDown(design, scene, false);
    }

    /** With a task that may not. */
    public RtDown withBoundTask() {
        return new RtDown(design, scene, true);
    }

    @Override public String title() {
        return design.says() + "; " + scene.says() + (bound ? ", the task is bound" : "");
    }

    @Override public Model build() {
        return Definition.of(title(), this::furnish).build();
    }

    @Override public List<String> assumptions() {
        String coarse = "stop_machine() is one step, and one notifier stands for the chain";
        return scene.isDerived() ? List.of(coarse, "derived from the order of the code, not reported upstream: a CPU_DEAD notifier needs the lock") : List.of(coarse);
    }

    private void furnish(Setup setup) {
        Machine machine = setup.machine();
        RtState state = new RtState(machine, design.pinning());
        DownTask down = new DownTask(machine, state, design, scene);
        ends(setup, down);
        if (design.hasSyncThread()) ends(setup, new SyncUnplug(machine, 1, state.pcp));
        if (scene.hasThread()) ends(setup, new PerCpuThread(machine, state, down));
        if (scene.hasTask()) {
            PinningTask<?> task = scene.hasLock() ? new LockHolder(machine, state, bound) : new UserTask(machine, state.pcp, bound);
            down.pushes(task);
            boolean gated = design != Design.NO_GATE;
            setup.owed("task comes to its end", () -> !task.isDone() & (gated | state.pcp.online.peek()));
        }
        setup.always("nobody is pinned to a CPU that is offline", () -> state.pcp.online.peek() | !state.pcp.peekPinned());
    }

    private static void ends(Setup setup, OneShot<?> task) {
        setup.owed(task.task().name() + " comes to its end", () -> !task.isDone());
    }
}

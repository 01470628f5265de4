package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.HotplugPcp;
import dev.lull.engine.linux.hotplug.lock.SyncUnplug;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Setup;

/**
 * CPU 1 goes down while tasks on it take spinlocks again and again: how long it takes until none is pinned. A notifier takes a lock
 * that nobody else wants. For timed runs, for the tasks have no end.
 *
 * @param design what is done about pins
 * @param tasks  how many there are
 */
public record RtDrain(Design design, int tasks) implements Definition {
    public RtDrain {
        if (tasks < 1 || tasks > 64) throw new IllegalArgumentException("tasks " + tasks + ": 1 to 64");
    }

    @Override public String title() {
        return design.says() + ", " + tasks + (tasks == 1 ? " task" : " tasks");
    }

    @Override public Model build() {
        return Definition.of(title(), this::furnish).build();
    }

    private void furnish(Setup setup) {
        Machine machine = setup.machine();
        HotplugPcp pcp = new HotplugPcp(machine, 1, design.pinning(), tasks);
        RtState state = new RtState(machine, pcp);
        DownTask down = new DownTask(machine, state, design, Scene.TAKES_LOCK);
        if (design.hasSyncThread()) new SyncUnplug(machine, 1, pcp);
        for (int i = 0; i < tasks; i++) down.pushes(new PinningLoop(machine, i, pcp));
        setup.always("nobody is pinned to a CPU that is offline", () -> pcp.online.peek() | !pcp.peekPinned());
    }
}

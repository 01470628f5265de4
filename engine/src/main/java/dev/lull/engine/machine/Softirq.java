package dev.lull.engine.machine;

import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * A handler that runs to its end in softirq context, with interrupts on, on top of whatever task the CPU has. Begun by
 * a timer or by a rescue edge.
 */
public final class Softirq extends Context {
    private final Flag running;
    private final Word on;              // CPU number + 1; 0: elsewhere
    private final Cpu elsewhere;
    private final Runnable afterwards;

    Softirq(Machine machine, String name, Runnable afterwards) {
        super(machine, name);
        running = machine.memory().struct(name).flag("running");
        on = machine.identities().cpu(machine.memory().struct(name).word("on", Range.upTo(machine.cpus().size())));
        elsewhere = Cpu.elsewhere(machine.memory(), name, number());
        this.afterwards = afterwards;
    }

    public boolean isRunning() {
        return running.isSet();
    }

    /** As {@link #isRunning()}, for watchers. */
    public boolean runs() {
        return running.peek();
    }

    /** Says that an interrupt which begins this is on its way to {@code cpu}: its coming is a move of its own. */
    public void sentTo(Cpu cpu) {
        cpu.kick();
        machine().listener().interrupted(cpu);
    }

    /** Starts the handler's text on {@code cpu}. */
    void begin(Cpu cpu) {
        running.set();
        on.set(cpu.number() + 1L);
        if (cpu.number() >= 0) cpu.beginSoftirq(this);
    }

    @Override void finished() {
        afterwards.run();
        Cpu cpu = cpu();
        if (cpu.number() >= 0) cpu.endSoftirq();
        running.clear();
        on.set(0);
    }

    @Override public Cpu cpu() {
        int cpu = (int) on.peek();      // settled before the handler began: nobody writes it while it runs
        return cpu == 0 ? elsewhere : machine().cpus().get(cpu - 1);
    }

    @Override public boolean canRun() {
        return running.isSet();
    }
}

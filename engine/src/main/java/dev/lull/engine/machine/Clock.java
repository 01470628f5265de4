package dev.lull.engine.machine;

/** The passing of time as far as Linux can see it: one more jiffy. */
final class Clock implements MoveSource {
    private final Machine machine;

    Clock(Machine machine) {
        this.machine = machine;
    }

    @Override public int alternatives() {
        return 1;
    }

    @Override public void take(int alternative) {
        machine.tick();
    }

    @Override public String describe(int alternative) {
        return "jiffies becomes " + (machine.peekJiffies() + 1);
    }

    @Override public boolean environment() {
        return true;
    }
}

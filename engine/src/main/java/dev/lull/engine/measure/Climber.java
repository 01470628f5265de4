package dev.lull.engine.measure;

/** Who executes a rung of the hotplug ladder. */
public enum Climber {
    /** The controlling task, on another CPU. */
    CONTROLLER("on the controlling CPU"),
    /** The CPU itself with interrupts off: its idle task as it boots or dies, its stopper under stop_machine. */
    IRQS_OFF("on the CPU itself, interrupts off"),
    /** The CPU's own kthread, cpuhp/N. */
    CPUHP("on the CPU itself, in cpuhp/N");

    private final String words;

    Climber(String words) {
        this.words = words;
    }

    /** In words. */
    public String words() {
        return words;
    }
}

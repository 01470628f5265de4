package dev.lull.engine.machine;

/** Told what happens on a machine while moves are made. Whoever listens changes nothing. */
public interface Listener {
    /** Hears nothing. */
    Listener NOBODY = new Listener() { };

    /** A sleeping task was woken. */
    default void woken(Task task) {
    }

    /** A handler that is no timer's began on a CPU. */
    default void begun(Softirq softirq, Cpu cpu) {
    }

    /** An interrupt is on its way to a CPU. */
    default void interrupted(Cpu cpu) {
    }

    /** {@code by} has just got {@code lock}; what else it holds can be read off the state ({@link Lock#isHeldBy}). */
    default void acquired(Context by, Lock lock) {
    }

    /** {@code by} has just let {@code lock} go. */
    default void released(Context by, Lock lock) {
    }

    /** {@code by} is about to do in this step what it may only do with {@code lock} held, which it takes and drops within the step. */
    default void passing(Context by, Lock lock) {
    }

    /** {@code by} has done so. */
    default void passed(Context by, Lock lock) {
    }

    /** {@code by} has just enabled interrupts or bottom halves where it executes. */
    default void enabled(Context by) {
    }

    /** Two of them. */
    record Both(Listener one, Listener other) implements Listener {
        @Override public void woken(Task task) {
            one.woken(task);
            other.woken(task);
        }

        @Override public void begun(Softirq softirq, Cpu cpu) {
            one.begun(softirq, cpu);
            other.begun(softirq, cpu);
        }

        @Override public void interrupted(Cpu cpu) {
            one.interrupted(cpu);
            other.interrupted(cpu);
        }

        @Override public void acquired(Context by, Lock lock) {
            one.acquired(by, lock);
            other.acquired(by, lock);
        }

        @Override public void released(Context by, Lock lock) {
            one.released(by, lock);
            other.released(by, lock);
        }

        @Override public void passing(Context by, Lock lock) {
            one.passing(by, lock);
            other.passing(by, lock);
        }

        @Override public void passed(Context by, Lock lock) {
            one.passed(by, lock);
            other.passed(by, lock);
        }

        @Override public void enabled(Context by) {
            one.enabled(by);
            other.enabled(by);
        }
    }
}

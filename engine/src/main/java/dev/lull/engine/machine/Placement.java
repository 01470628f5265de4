package dev.lull.engine.machine;

/** Where kthreads run. */
public enum Placement {
    /** Each on a CPU of its own outside the modelled ones: always able to run, never forced to. */
    FLOATING,
    /** On the modelled CPUs, which they share with each other and with the load. */
    PLACED
}

package dev.lull.kernel.jupyter;

/** The channels of the protocol that carry messages; the heartbeat carries none. */
public enum Channel { SHELL, CONTROL, STDIN, IOPUB }

package dev.lull.engine.scenario;

import dev.lull.engine.linux.Linux;

import java.util.BitSet;

/** The top cpuset hears of CPUs that come and go, in the way of its kernel: by a work, by one that is waited for, or at once. */
public record CpusetLoad() implements Load {
    /** The top cpuset is modelled. */
    public static CpusetLoad topCpuset() {
        return new CpusetLoad();
    }

    @Override public BitSet cpus(Linux linux) {
        return new BitSet();
    }

    @Override public void check(Linux linux) {
        // every kernel has one
    }

    @Override public String describe() {
        return "the top cpuset hears of CPUs that come and go";
    }
}

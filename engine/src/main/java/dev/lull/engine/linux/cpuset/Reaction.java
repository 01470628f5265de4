package dev.lull.engine.linux.cpuset;

/** How cpusets are brought up to date when a CPU comes or goes. */
public enum Reaction {
    /** At once, with cgroup_mutex inside the hotplug lock. */
    SYNCHRONOUS("synchronous, cgroup_mutex", "up to 3.8"),
    /** A work item does it, and nobody waits for that (3a5a6d0c2b03). */
    ASYNCHRONOUS("asynchronous", "3.9 to 5.13"),
    /** The caller waits for the work once it has let go of everything, before the uevent: the patch that was submitted in 2021. */
    CALLER_FLUSHES("the caller flushes", "submitted, v3"),
    /** The wait where it comes to mind first: with the hotplug lock held. */
    FLUSH_UNDER_LOCK("flush under the lock", "never merged"),
    /** _cpu_up() and _cpu_down() wait after dropping the hotplug lock (b22afcdf04c9). */
    FLUSH_AFTER_UNLOCK("flush after the lock", "5.14 to 6.9"),
    /** At once, with nothing but the cpusets' own mutex inside the hotplug lock (2125c0034c5d). */
    SYNCHRONOUS_CPUSET_MUTEX("synchronous, cpuset_mutex", "6.10 and later");

    private final String says;
    private final String versions;

    Reaction(String says, String versions) {
        this.says = says;
        this.versions = versions;
    }

    /** In a few words. */
    public String says() {
        return says;
    }

    /** Which kernels did it so. */
    public String versions() {
        return versions;
    }

    /** Whether it is done on the spot, and not by a work item. */
    public boolean isSynchronous() {
        return this == SYNCHRONOUS || this == SYNCHRONOUS_CPUSET_MUTEX;
    }
}

package dev.lull.engine.linux;

import java.util.ArrayList;
import java.util.List;

/** How {@code cpu_hotplug_lock} is made. */
public enum HotplugLockForm {
    /** A fair semaphore, each function of which is one step: what any of the others promises, with what goes on inside left out. */
    ONE_STEP("one step", "any"),
    /** A count under a mutex. */
    REFCOUNT("count under a mutex", "up to 4.12"),
    /** Counts per CPU, and a grace period before a writer may look at them. */
    PERCPU_RWSEM("counts per CPU", "4.13 and later"),
    /** The count under a mutex, and a pin for each CPU, which whoever holds a sleeping spinlock there has: the -rt patches of 2011. */
    RT_PIN("pin per CPU", "3.0-rt to 3.2-rt");

    private final String says;
    private final String versions;

    HotplugLockForm(String says, String versions) {
        this.says = says;
        this.versions = versions;
    }

    /** In a few words, as it is asked for. */
    public String says() {
        return says;
    }

    /** Which kernels had it so. */
    public String versions() {
        return versions;
    }

    /** The form of that name: {@code counts per CPU}. */
    public static HotplugLockForm named(String name) {
        List<String> known = new ArrayList<>();
        for (HotplugLockForm form : values()) {
            if (form.says.equalsIgnoreCase(name) || form.name().equalsIgnoreCase(name)) return form;
            known.add('"' + form.says + "\" (" + form.versions + ")");
        }
        throw new IllegalArgumentException("hotplugLock(\"" + name + "\"): the hotplug lock has no such form. It has " + String.join(", ", known) + ".");
    }
}

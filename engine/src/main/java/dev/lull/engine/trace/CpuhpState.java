package dev.lull.engine.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * The rungs of the hotplug ladder that are told apart here: number, name and functions as v6.1 has them. The name is the one in
 * {@code /sys/devices/system/cpu/hotplug/states}; other kernels number the same rungs otherwise, in the same order.
 */
public enum CpuhpState {
    OFFLINE(0, "offline", "", ""),
    CREATE_THREADS(1, "threads:prepare", "smpboot_create_threads", ""),
    WORKQUEUE_PREP(41, "workqueue:prepare", "workqueue_prepare_cpu", ""),
    HRTIMERS_PREPARE(43, "hrtimers:prepare", "hrtimers_prepare_cpu", "hrtimers_dead_cpu"),
    SMPCFD_PREPARE(46, "smpcfd:prepare", "smpcfd_prepare_cpu", "smpcfd_dead_cpu"),
    RCUTREE_PREP(50, "RCU/tree:prepare", "rcutree_prepare_cpu", "rcutree_dead_cpu"),
    TIMERS_PREPARE(68, "timers:prepare", "timers_prepare_cpu", "timers_dead_cpu"),
    BP_PREPARE_DYN(70, "prepare:dynamic", "startup", "teardown"),
    BRINGUP_CPU(91, "cpu:bringup", "bringup_cpu", "finish_cpu"),
    AP_IDLE_DEAD(92, "idle:dead", "", ""),
    AP_SCHED_STARTING(94, "sched:starting", "sched_cpu_starting", "sched_cpu_dying"),
    AP_RCUTREE_DYING(95, "RCU/tree:dying", "", "rcutree_dying_cpu"),
    AP_SMPCFD_DYING(148, "smpcfd:dying", "", "smpcfd_dying_cpu"),
    AP_HRTIMERS_DYING(149, "hrtimers:dying", "", "hrtimers_cpu_dying"),
    AP_ONLINE(152, "ap:online", "", ""),
    TEARDOWN_CPU(153, "cpu:teardown", "", "takedown_cpu"),
    AP_SCHED_WAIT_EMPTY(155, "sched:waitempty", "", "sched_cpu_wait_empty"),
    AP_SMPBOOT_THREADS(156, "smpboot/threads:online", "smpboot_unpark_threads", "smpboot_park_threads"),
    AP_WORKQUEUE_ONLINE(197, "workqueue:online", "workqueue_online_cpu", "workqueue_offline_cpu"),
    AP_RCUTREE_ONLINE(199, "RCU/tree:online", "rcutree_online_cpu", "rcutree_offline_cpu"),
    AP_ONLINE_DYN(201, "online:dynamic", "startup", "teardown"),
    AP_ACTIVE(235, "sched:active", "sched_cpu_activate", "sched_cpu_deactivate"),
    ONLINE(236, "online", "", "");

    private static final CpuhpState[] ALL = values();

    private final int number;
    private final String title;
    private final String startup;
    private final String teardown;

    CpuhpState(int number, String title, String startup, String teardown) {
        this.number = number;
        this.title = title;
        this.startup = startup;
        this.teardown = teardown;
    }

    /** Its number in v6.1, as traces show it. */
    public int number() {
        return number;
    }

    /** Its name in sysfs. */
    public String title() {
        return title;
    }

    /** The function it is entered or left by. */
    public String function(boolean up) {
        return up ? startup : teardown;
    }

    /** Whether it has a function for that direction. */
    public boolean has(boolean up) {
        return !function(up).isEmpty();
    }

    /** On the controlling CPU; the others are on the CPU itself. */
    public boolean isPrepare() {
        return number <= BRINGUP_CPU.number;
    }

    /** On the CPU itself with interrupts off, where nothing may fail. */
    public boolean isStarting() {
        return number > BRINGUP_CPU.number && number < TEARDOWN_CPU.number;
    }

    /** The rung of that name. */
    public static CpuhpState titled(String title) {
        List<String> known = new ArrayList<>();
        for (CpuhpState state : ALL) {
            if (state.title.equalsIgnoreCase(title)) return state;
            known.add('"' + state.title + '"');
        }
        throw new IllegalArgumentException("\"" + title + "\" is no rung of the hotplug ladder. These are: " + String.join(", ", known) + ".");
    }

    /** Whether that rung may be made to fail: those that sysfs lets one name in {@code hotplug/fail}. */
    public boolean mayFail() {
        return (has(true) || has(false)) && !isStarting() && this != BRINGUP_CPU && this != TEARDOWN_CPU;
    }

    /** The rung that an event names. */
    public static CpuhpState of(long ordinal) {
        return ALL[(int) ordinal];
    }
}

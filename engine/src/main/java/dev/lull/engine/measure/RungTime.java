package dev.lull.engine.measure;

import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.CpuhpState;

/**
 * A CPU on one rung of the hotplug ladder: from when the rung's function is entered until whoever executes it turns to the next
 * thing.
 *
 * @param rung     the rung
 * @param up       whether it is entered; else it is left
 * @param by       who executes it
 * @param fromNs   when it is begun
 * @param toNs     when it is done with
 * @param together how many rungs share that time, all done in one step of stop_machine
 * @param returned what the function returned; 0 for success
 */
public record RungTime(CpuhpState rung, boolean up, Climber by, long fromNs, long toNs, int together, long returned) {
    /** The function called, by its name in the C. */
    public String function() {
        return rung == CpuhpState.AP_IDLE_DEAD ? up ? "start_secondary" : "cpuhp_report_idle_dead" : rung.function(up);
    }

    /** How long it took. */
    public Nanos length() {
        return new Nanos(toNs - fromNs);
    }

    /** Whether it was made to fail, or refused. */
    public boolean isFailed() {
        return returned != 0;
    }

    /** What RCU has to do on this rung, by the names of the C; empty for nothing. */
    public String rcu() {
        return switch (rung) {
            case RCUTREE_PREP, AP_RCUTREE_ONLINE, AP_RCUTREE_DYING -> function();
            case BRINGUP_CPU -> up ? "" : "rcutree_migrate_callbacks";
            case AP_IDLE_DEAD -> up ? "rcu_cpu_starting" : "rcu_report_dead";
            case AP_ACTIVE -> up ? "" : "synchronize_rcu";
            default -> "";
        };
    }
}

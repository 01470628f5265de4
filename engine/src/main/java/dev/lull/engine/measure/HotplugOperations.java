package dev.lull.engine.measure;

import dev.lull.engine.trace.CpuhpState;
import dev.lull.engine.trace.Trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hotplug operations of a trace, each rung with its time, from cpuhp_enter and cpuhp_exit. A function of which nothing is
 * modelled returns in the instant in which it is entered; what it costs is spent behind that, so such a rung lasts until the
 * same task does something else, or the CPU's next rung is begun. No event tells of the CPU's boot before its first STARTING rung
 * and of its last act after its last DYING one; they are what lies between those and the controlling task's rungs.
 */
public final class HotplugOperations {
    /** A rung that has been entered. */
    private static final class Open {
        final CpuhpState rung;
        final boolean up;
        final Climber by;
        final int context;
        final long fromNs;
        long toNs = -1;
        boolean exited;
        long returned;

        Open(CpuhpState rung, boolean up, Climber by, int context, long fromNs) {
            this.rung = rung;
            this.up = up;
            this.by = by;
            this.context = context;
            this.fromNs = fromNs;
        }

        void endsAt(long ns) {
            if (exited && toNs <= fromNs && ns > fromNs) toNs = ns;
        }
    }

    private final Map<Integer, List<Open>> underWay = new TreeMap<>();          // by CPU
    private final List<HotplugOperation> ended = new ArrayList<>();

    private HotplugOperations(Trace trace) {
        for (Trace.Cursor e = trace.read(); e.next(); ) note(e);
        for (Map.Entry<Integer, List<Open>> each : underWay.entrySet()) close(each.getKey(), each.getValue());
        ended.sort((a, b) -> Long.compare(a.startNs(), b.startNs()));
    }

    /** Those of {@code trace}, in the order in which they began; one under way at its end is among them. */
    public static List<HotplugOperation> of(Trace trace) {
        return List.copyOf(new HotplugOperations(trace).ended);
    }

    private void note(Trace.Cursor e) {
        switch (e.point()) {
            case CPUHP_ENTER -> enter(e);
            case CPUHP_EXIT -> exit(e);
            case SCHED_SWITCH -> does((int) e.argument(0), e.timeNs());
            case SCHED_WAKING -> does(e.context(), e.timeNs());
            default -> { }
        }
    }

    private void enter(Trace.Cursor e) {
        int cpu = (int) e.argument(0);
        Open next = new Open(CpuhpState.of(e.argument(2)), e.argument(3) != 0, climber(e, cpu), e.context(), e.timeNs());
        List<Open> rungs = underWay.computeIfAbsent(cpu, any -> new ArrayList<>());
        for (Open open : rungs) open.endsAt(e.timeNs());
        if (!rungs.isEmpty() && isAnother(rungs.get(rungs.size() - 1), next)) {
            close(cpu, rungs);
            rungs.clear();
        }
        rungs.add(next);
    }

    private static Climber climber(Trace.Cursor e, int cpu) {
        if (e.contextName().startsWith("cpuhp/")) return Climber.CPUHP;
        return e.cpu() == cpu || e.contextName().startsWith("swapper/") ? Climber.IRQS_OFF : Climber.CONTROLLER;
    }

    /** An operation turns round where a rung fails, and only there; going on in one direction it comes to no rung twice. */
    private static boolean isAnother(Open last, Open next) {
        if (next.up != last.up) return last.returned == 0;
        return next.up ? next.rung.compareTo(last.rung) <= 0 : next.rung.compareTo(last.rung) >= 0;
    }

    private void exit(Trace.Cursor e) {
        List<Open> rungs = underWay.getOrDefault((int) e.argument(0), List.of());
        if (rungs.isEmpty()) return;                        // the trace begins in the middle
        Open last = rungs.get(rungs.size() - 1);
        last.exited = true;
        last.returned = e.argument(3);
        last.endsAt(e.timeNs());
    }

    /** A task does something else: it is through with a rung that had returned at once. */
    private void does(int context, long ns) {
        for (List<Open> rungs : underWay.values()) {
            if (!rungs.isEmpty() && rungs.get(rungs.size() - 1).context == context) rungs.forEach(open -> open.endsAt(ns));
        }
    }

    /** The idle task's part, of which no event tells, where it lies between two rungs. */
    private static void addIdle(List<RungTime> times, RungTime before, RungTime after) {
        boolean boots = before.up() && before.rung() == CpuhpState.BRINGUP_CPU && after.by() == Climber.IRQS_OFF;
        boolean dies = !before.up() && before.by() == Climber.IRQS_OFF && after.by() == Climber.CONTROLLER;
        if (boots || dies) times.add(new RungTime(CpuhpState.AP_IDLE_DEAD, boots, Climber.IRQS_OFF, before.toNs(), after.fromNs(), 1, 0));
    }

    private void close(int cpu, List<Open> rungs) {
        List<RungTime> times = new ArrayList<>();
        for (Open open : rungs) {
            int together = (int) rungs.stream().filter(other -> other.fromNs == open.fromNs && other.context == open.context).count();
            RungTime time = new RungTime(open.rung, open.up, open.by, open.fromNs, Math.max(open.toNs, open.fromNs), open.by == Climber.IRQS_OFF ? together : 1, open.returned);
            if (!times.isEmpty()) addIdle(times, times.get(times.size() - 1), time);
            times.add(time);
        }
        ended.add(new HotplugOperation(cpu, rungs.get(0).up, times));
    }
}

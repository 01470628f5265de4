package dev.lull.kernel.lab;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.measure.CallbackLatency;
import dev.lull.engine.measure.GracePeriods;
import dev.lull.engine.measure.HotplugOperation;
import dev.lull.engine.measure.HotplugOperations;
import dev.lull.engine.measure.Phase;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.FtraceText;
import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.GracePeriod;
import dev.lull.kernel.lab.chart.Latencies;
import dev.lull.kernel.lab.chart.PhaseBreakdown;
import dev.lull.kernel.lab.timeline.Timeline;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A scenario after a run in virtual time: latencies, grace periods, and what happened when. */
public final class TimedRun {
    private final SimulatedRun run;
    private CallbackLatency latency;
    private GracePeriods gracePeriods;

    TimedRun(SimulatedRun run) {
        this.run = run;
    }

    /** Everything, as data. */
    public SimulatedRun data() {
        return run;
    }

    /** How it ended, in a sentence. */
    public String verdict() {
        return run.verdict();
    }

    private CallbackLatency latency() {
        if (latency == null) latency = CallbackLatency.of(run.trace());
        return latency;
    }

    private GracePeriods periods() {
        if (gracePeriods == null) gracePeriods = GracePeriods.of(run.trace());
        return gracePeriods;
    }

    /** From call_rcu() to invocation: histogram and CDF on a logarithmic axis, with p50, p99 and the maximum. */
    public Chart callbackLatency() {
        return Charts.latency(latencies("Linux " + run.scenario().linux().version().number())).title("callback latency: " + run.scenario().title());
    }

    Latencies latencies(String name) {
        return Latencies.of(name, latency().total().sortedNs()).never(latency().stranded());
    }

    /** Where that time goes, at p50, p90 and p99: bypass wait, wake delay, the grace periods, hand-over, queueing. */
    public Chart callbackLatencyByPhase() {
        List<String> phases = Arrays.stream(Phase.values()).map(Phase::words).toList();
        long[][] parts = Arrays.stream(Phase.values()).map(latency()::lengthsNs).toArray(long[][]::new);
        return Charts.phases(PhaseBreakdown.atPercentiles(phases, parts, 50, 90, 99)).title("where a callback waits: " + run.scenario().title());
    }

    /** Progress of gp_seq over time, and a bar for each grace period by phase; who held it up. */
    public Chart gracePeriods() {
        return gracePeriodsOf(periods().ended());
    }

    /** As {@link #gracePeriods()}, for those that began in the window. */
    public Chart gracePeriods(Nanos from, Nanos to) {
        return gracePeriodsOf(periods().ended().stream().filter(gp -> gp.startNs() >= from.count() && gp.startNs() < to.count()).toList());
    }

    private Chart gracePeriodsOf(List<dev.lull.engine.measure.GracePeriod> ended) {
        List<GracePeriod> bars = new ArrayList<>();
        for (var gp : ended) {
            bars.add(new GracePeriod(gp.seq(), List.of(
                    new GracePeriod.Phase("initialisation", gp.startNs(), gp.waitNs()),
                    new GracePeriod.Phase("waiting for quiescent states", gp.waitNs(), gp.cleanupNs()),
                    new GracePeriod.Phase("clean-up", gp.cleanupNs(), gp.endNs())), gp.heldUpBy() < 0 ? "" : "CPU " + gp.heldUpBy()));
        }
        return Charts.gracePeriods(bars).title("grace periods: " + run.scenario().title());
    }

    /** A row for each callback: CPU, head, when it was queued, its latency and the phases of it, in nanoseconds. */
    public Table callbacks() {
        return RunTables.callbacks(latency().callbacks());
    }

    /** A row for each grace period. */
    public Table gracePeriodTable() {
        return RunTables.gracePeriods(periods().ended());
    }

    /** The hotplug operations of the run, each rung of the ladder with its time. */
    public List<HotplugOperation> hotplug() {
        return HotplugOperations.of(run.trace());
    }

    /** The first hotplug operation as a Gantt chart: who was on which rung of the ladder for how long, and what RCU had to do there. */
    public LadderGantt hotplugGantt() {
        return hotplugGantt(0);
    }

    /** The {@code n}th hotplug operation of the run, from 0, as a Gantt chart. */
    public LadderGantt hotplugGantt(int n) {
        List<HotplugOperation> all = hotplug();
        if (n < 0 || n >= all.size()) {
            throw new IllegalArgumentException("hotplugGantt(" + n + "): " + (all.isEmpty() ? "no CPU came or went in this run. Load cpuDown(1).every(millis(100)), say." : "the run has " + all.size() + ", from 0."));
        }
        String assumed = "assumed: a rung " + run.prices().of(Cost.HOTPLUG) + ", booting " + run.prices().of(Cost.CPU_BOOT) + ", turning to another task " + run.prices().of(Cost.CONTEXT_SWITCH);
        return new LadderGantt(all.get(n), periods().ended(), run.scenario().linux().describe(), assumed);
    }

    /** A row for each rung that was climbed: which operation, who was on it, from when, for how long, in nanoseconds. */
    public Table hotplugTable() {
        return RunTables.hotplug(hotplug());
    }

    /** Who ran when, who woke whom: a lane for each task and kthread that moved in the window. */
    public Timeline timeline(Nanos from, Nanos to) {
        if (to.compareTo(from) <= 0) throw new IllegalArgumentException("timeline(" + from + ", " + to + "): the window ends before it begins. Give begin, then end.");
        return new TraceStrip(run.trace(), from.count(), to.count()).timeline(run.scenario().title());
    }

    /** The run as ftrace text, as a real kernel's {@code /sys/kernel/tracing/trace} would show it. */
    public String ftrace() {
        return new FtraceText(run.trace()).write();
    }

    @Override public String toString() {
        return run.scenario().title() + " on " + run.scenario().linux().describe() + ", seed " + run.seed() + ", " + run.length() + "\n" + run.verdict()
                + "\n" + latency() + "\ngrace periods, " + periods().lengths();
    }
}

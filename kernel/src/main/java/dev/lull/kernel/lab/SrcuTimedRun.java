package dev.lull.kernel.lab;

import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.run.srcu.ReaderCost;
import dev.lull.engine.run.srcu.ReaderLines;
import dev.lull.engine.run.srcu.SplitLayout;
import dev.lull.engine.run.srcu.SrcuRun;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.FtraceText;
import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.GracePeriod;
import dev.lull.kernel.lab.chart.Latencies;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.List;

/** A scenario of SRCU after a run in virtual time: how long calls took, how grace periods went, what readers paid. */
public final class SrcuTimedRun {
    private final SrcuRun run;

    SrcuTimedRun(SrcuRun run) {
        this.run = run;
    }

    /** Everything, as data. */
    public SrcuRun data() {
        return run;
    }

    /** How it ended, in a sentence. */
    public String verdict() {
        return run.verdict();
    }

    /** The scenario's title. */
    public String title() {
        return run.simulation().scenario().title();
    }

    /** How long calls took that wait: histogram and CDF on a logarithmic axis, with percentiles. */
    public Chart latency() {
        return Charts.latency(latencies(title())).title("how long " + function().says() + " takes");
    }

    Latencies latencies(String name) {
        return Latencies.of(name, run.latencies(function()));
    }

    /** What the first load that waits calls. */
    private SrcuLoad.Function function() {
        for (SrcuLoad load : run.simulation().scenario().loads()) {
            if (load instanceof SrcuLoad.Updates updates && updates.function() != SrcuLoad.Function.CALL) return updates.function();
        }
        return SrcuLoad.Function.CALL;
    }

    /** Progress of grace periods, and a bar for each scan, of those that began in the window. */
    public Chart gracePeriods(Nanos from, Nanos to) {
        List<GracePeriod> bars = new ArrayList<>();
        for (SrcuRun.Period gp : run.periods()) {
            if (gp.startNs() < from.count() || gp.startNs() >= to.count()) continue;
            bars.add(new GracePeriod(gp.seq(), List.of(new GracePeriod.Phase("first scan", gp.startNs(), gp.flipNs()), new GracePeriod.Phase("second scan", gp.flipNs(), gp.endNs())),
                    gp.looks() + " looks"));
        }
        return Charts.gracePeriods(bars).title("grace periods: " + title());
    }

    /** A row for each grace period. */
    public Table gracePeriodTable() {
        LongColumn seq = LongColumn.create("srcu_gp_seq");
        LongColumn start = LongColumn.create("start");
        LongColumn first = LongColumn.create("first scan");
        LongColumn second = LongColumn.create("second scan");
        IntColumn looks = IntColumn.create("looks");
        for (SrcuRun.Period gp : run.periods()) {
            seq.append(gp.seq());
            start.append(gp.startNs());
            first.append(gp.flipNs() - gp.startNs());
            second.append(gp.endNs() - gp.flipNs());
            looks.append(gp.looks());
        }
        return Table.create("grace periods", seq, start, first, second, looks);
    }

    /** What a pair of srcu_read_lock() and srcu_read_unlock() costs meanwhile, after each patch of the series: a CPU that reads {@code perMilli} times a millisecond. */
    public Table readerCost(int perMilli) {
        StringColumn patch = StringColumn.create("after");
        DoubleColumn misses = DoubleColumn.create("misses per 1,000 reads");
        DoubleColumn nanos = DoubleColumn.create("ns per read");
        for (int patches = 0; patches < SplitLayout.STEPS.size(); patches++) {
            ReaderCost cost = cost(patches, perMilli);
            patch.append(SrcuTables.patch(patches));
            misses.append(Math.round(cost.missesPerThousand() * 10) / 10.0);
            nanos.append(Math.round(cost.nanosPerRead() * 10) / 10.0);
        }
        return Table.create("what readers pay", patch, misses, nanos);
    }

    /** The same as a chart: misses per thousand reads. */
    public Chart readerMisses(int perMilli) {
        List<String> names = new ArrayList<>();
        double[] misses = new double[SplitLayout.STEPS.size()];
        for (int patches = 0; patches < misses.length; patches++) {
            names.add(SrcuTables.patch(patches));
            misses[patches] = cost(patches, perMilli).missesPerThousand();
        }
        return Charts.bars("coherence misses per 1,000 reads: " + title(), names, misses);
    }

    private ReaderCost cost(int patches, int perMilli) {
        return run.readerCost(ReaderLines.of(SplitLayout.after(patches)), perMilli, ReaderCost.Prices.usual());
    }

    /** The events, as ftrace text; {@code lull_srcu_...} are ours, for Linux has no tracepoints there. */
    public String ftrace() {
        return new FtraceText(run.trace()).write();
    }

    @Override public String toString() {
        Latencies all = latencies(title());
        return title() + " on " + run.simulation().scenario().srcu().describe() + ", seed " + run.simulation().seed() + ", " + run.simulation().length() + "\n" + run.verdict()
                + (all.count() == 0 ? "" : "\n" + function().says() + ": p50 " + new Nanos(all.percentile(50)) + ", p99 " + new Nanos(all.percentile(99)) + ", max " + new Nanos(all.max()));
    }
}

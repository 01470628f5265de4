package dev.lull.kernel.lab;

import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.run.Prices;
import dev.lull.engine.run.srcu.SrcuRun;
import dev.lull.engine.run.srcu.SrcuSimulation;
import dev.lull.engine.time.Nanos;
import dev.lull.kernel.display.Display;
import dev.lull.kernel.display.Progress;
import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Charts;
import dev.lull.kernel.lab.chart.Latencies;
import dev.lull.kernel.lab.chart.Scale;
import dev.lull.kernel.lab.chart.Series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** SRCU measured over a range: a timed run for each point. Times are nanoseconds; what steps cost is assumed, and the charts say so. */
final class SrcuSweeps {
    private static final int[] CPUS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
    private static final long[] READERS_US = {10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000};

    private SrcuSweeps() {
    }

    /** What the worker spends awake for a look at one bank and for a grace period, by the number of possible CPUs: a look reads two counters of each. */
    static Chart scanCost(SrcuUnderTest srcu, Seed seed) {
        double[] cpus = new double[CPUS.length];
        double[] look = new double[CPUS.length];
        double[] whole = new double[CPUS.length];
        try (Progress progress = Display.progress("simulating SRCU", CPUS.length)) {
            for (int i = 0; i < CPUS.length; i++) {
                SrcuRun run = run(srcu.cpus(CPUS[i]), seed, 200, updates(SrcuLoad.Function.SYNCHRONIZE_EXPEDITED).every(Nanos.millis(5)));
                cpus[i] = CPUS[i];
                look[i] = (double) run.workerBusy().count() / Math.max(1, run.lookups());
                whole[i] = (double) run.workerBusy().count() / Math.max(1, run.periods().size());
                progress.at(i + 1, CPUS[i] + " CPUs");
            }
            progress.endsAs("done");
        }
        return Charts.lines(Series.of("a look at one bank", cpus, look), Series.of("a whole grace period, without readers", cpus, whole)).logX().logY().y(Scale.NANOS)
                .xTitle("possible CPUs")
                .note("assumed: reading a counter " + Prices.usual().of(Cost.CACHE_MISS)).title("how long SRCU's worker is awake: Linux " + version(srcu));
    }

    /** How long synchronize_srcu() and its expedited form take while one reader follows another, by how long each reader stays; none is expedited by itself. */
    static Chart readerLength(SrcuUnderTest srcu, Seed seed) {
        List<Series> series = new ArrayList<>();
        try (Progress progress = Display.progress("simulating SRCU", 2 * READERS_US.length)) {
            for (SrcuLoad.Function function : List.of(SrcuLoad.Function.SYNCHRONIZE, SrcuLoad.Function.SYNCHRONIZE_EXPEDITED)) {
                double[] stays = new double[READERS_US.length];
                double[] mean = new double[READERS_US.length];
                double[] worst = new double[READERS_US.length];
                for (int i = 0; i < READERS_US.length; i++) {
                    Nanos holds = Nanos.micros(READERS_US[i]);
                    long[] all = run(srcu.expHoldoff(0), seed, 1_500, updates(function).every(Nanos.millis(20)), Lab.srcuReader().holds(holds).every(new Nanos(holds.count() * 5 / 4))).latencies(function);
                    stays[i] = holds.count();
                    mean[i] = Arrays.stream(all).average().orElse(Double.NaN);
                    worst[i] = Latencies.of("all", all).percentile(99);
                    progress.at(series.size() / 2 * READERS_US.length + i + 1, "readers of " + holds);
                }
                series.add(Series.of(function.says() + ", mean", stays, mean));
                series.add(Series.of(function.says() + ", p99", stays, worst));
            }
            progress.endsAs("done");
        }
        return Charts.lines(series.toArray(Series[]::new)).logX().logY().x(Scale.NANOS).y(Scale.NANOS)
                .xTitle("how long each reader stays; the next comes after a quarter of that").yTitle("from call to return")
                .note("assumed: waking an idle CPU " + Prices.usual().idleWakeup()).title("how long readers hold grace periods up: Linux " + version(srcu) + ", HZ=" + srcu.settings().hz().perSecond());
    }

    private static SrcuRun run(SrcuUnderTest srcu, Seed seed, long millis, SrcuLoad... loads) {
        SrcuScenario scenario = SrcuScenario.of("sweep", srcu.settings());
        for (SrcuLoad load : loads) scenario = scenario.load(load);
        return SrcuSimulation.of(scenario, seed.number(), Nanos.millis(millis)).run();
    }

    private static SrcuLoad.Updates updates(SrcuLoad.Function function) {
        return function == SrcuLoad.Function.SYNCHRONIZE ? Lab.synchronizeSrcu() : Lab.synchronizeSrcuExpedited();
    }

    private static String version(SrcuUnderTest srcu) {
        return srcu.settings().version().number();
    }
}

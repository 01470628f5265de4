package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How fast everything is searched. An operation is a whole search; the line {@code :transitions} has transitions per second. */
@BenchmarkMode(Mode.Throughput)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class ExplorerBenchmark {
    private static final int CALLS = 3;

    /** What an iteration has counted. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counted {
        public long transitions;
        public long states;
    }

    @Benchmark public boolean protocolPackedByHand(Counted counted) {
        HandPacked.Answer answer = new HandPacked(new PackedProtocol(513, CALLS, 0)).run(true);
        counted.transitions += answer.transitions();
        counted.states += answer.states();
        return answer.lost();
    }

    @Benchmark public boolean protocolUnreduced(Counted counted) {
        SideBySide.Run run = LullAnswers.unreduced(513, CALLS, 0);
        counted.transitions += run.transitions();
        counted.states += run.states();
        return run.violated();
    }

    @Benchmark public boolean protocolReduced(Counted counted) {
        SideBySide.Run run = LullAnswers.reduced(513, CALLS, 0);
        counted.transitions += run.transitions();
        counted.states += run.states();
        return run.violated();
    }

    @Benchmark public boolean linuxModel(Counted counted) {
        Scenario scenario = Scenario.of("who wakes rcuog?", Linux.version("5.13").cpus(1).nobypassLim(2))
                .load(CallRcuLoad.callRcu().on(0).times(3).irqs(Irqs.EITHER));
        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.shortest()).run(Progress.SILENT);
        counted.transitions += verdict.transitions();
        counted.states += verdict.states();
        return verdict.isViolated();
    }
}

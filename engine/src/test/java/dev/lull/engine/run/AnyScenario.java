package dev.lull.engine.run;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.time.Nanos;

/** Small scenarios of every kind that a timed run takes, drawn. */
final class AnyScenario {
    private static final String[] VERSIONS = {"5.12", "5.13", "5.14"};
    private static final int[] RATES = {200, 5_000, 100_000};
    private static final int[] HZ = {100, 250, 300, 1000};

    private AnyScenario() {
    }

    static Scenario draw(Choices choices) {
        int cpus = 1 + choices.pick("cpus", 4);
        Linux linux = Linux.version(VERSIONS[choices.pick("version", VERSIONS.length)]).cpus(cpus).hz(HZ[choices.pick("hz", HZ.length)])
                .gpStride(1 + choices.pick("stride", cpus)).nobypassLim(choices.pick("lim", 4) * 5).fanoutLeaf(2 + choices.pick("leaf", 3));
        Scenario scenario = Scenario.of("drawn", linux);
        for (int cpu = 0; cpu < cpus; cpu++) {
            if (choices.pick("calls", 4) > 0) scenario = scenario.load(calls(choices).on(cpu));
            if (choices.pick("reads", 3) == 0) {
                scenario = scenario.load(ReaderLoad.reader().on(cpu).holds(Nanos.micros(1 + choices.pick("holds", 8_000))).every(Nanos.millis(1 + choices.pick("reads every", 10))));
            }
        }
        return choices.pick("ticks", 2) == 0 ? scenario : scenario.ticksOn("all");
    }

    private static CallRcuLoad calls(Choices choices) {
        CallRcuLoad load = CallRcuLoad.callRcu().irqs(Irqs.values()[choices.pick("irqs", 3)]);
        if (choices.pick("limited", 3) == 0) load = load.times(1 + choices.pick("times", 50));
        int perSecond = RATES[choices.pick("rate", RATES.length)];
        return choices.pick("arrivals", 2) == 0 ? load.poisson(perSecond) : load.every(Nanos.nanos(1_000_000_000L / perSecond));
    }
}

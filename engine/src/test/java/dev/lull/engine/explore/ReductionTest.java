package dev.lull.engine.explore;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Leaving interleavings out that nobody can tell apart must not leave out anything that somebody can. */
class ReductionTest {
    private static final String[] VERSIONS = {"5.12", "5.13", "5.14"};

    /** One or two CPUs, one of which calls call_rcu() once or twice; sometimes with readers, ticks, fine grace periods. */
    private static Scenario anyScenario(Choices chance) {
        int cpus = 1 + chance.pick("a second CPU?", 4) / 3;
        boolean twice = cpus == 1 && chance.pick("a second call?", 4) == 0;
        Linux linux = Linux.version(VERSIONS[chance.pick("version", 3)]).cpus(cpus).gpStride(1 + chance.pick("stride", cpus))
                .nobypassLim(chance.pick("limit", 3));
        Irqs irqs = twice || cpus > 1 ? Irqs.OFF : Irqs.values()[chance.pick("irqs", 3)];
        Scenario scenario = Scenario.of("any", linux).load(CallRcuLoad.callRcu().on(cpus - 1).times(twice ? 2 : 1).irqs(irqs));
        if (chance.pick("readers?", 3) == 0) scenario = scenario.load(ReaderLoad.reader().on(0).times(1));
        if (!twice && chance.pick("ticks?", 3) == 0) scenario = scenario.ticksOn("0");
        return scenario;
    }

    @Test void reduced_and_unreduced_reach_the_same_verdict_and_as_many_resting_states() {
        for (int seed = 1; seed <= 24; seed++) {
            Seeded chance = new Seeded(seed);
            Scenario scenario = anyScenario(chance);
            Bounds bounds = Bounds.DEFAULT.shortest();
            if (chance.pick("fine?", 3) == 0 && scenario.linux().cpus() == 1) bounds = bounds.fineGracePeriods();

            Verdict reduced = Exploration.of(scenario, bounds).run(Progress.SILENT);
            Verdict whole = Exploration.of(scenario, bounds).unreduced().run(Progress.SILENT);

            assertThat(reduced.outcome()).as("seed %d: %s", seed, scenario).isEqualTo(whole.outcome());
            assertThat(reduced.resting()).as("seed %d: %s", seed, scenario).isEqualTo(whole.resting());
            assertThat(reduced.states()).as("seed %d: %s", seed, scenario).isLessThanOrEqualTo(whole.states());
        }
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.13"})
    void with_few_preemptions_they_agree_on_what_is_lost(String version) {
        Scenario scenario = Scenario.of("few preemptions", Linux.version(version).cpus(1).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(0).times(4).irqs(Irqs.EITHER));
        Bounds bounds = Bounds.DEFAULT.preemptions(1);

        Verdict reduced = Exploration.of(scenario, bounds).run(Progress.SILENT);
        Verdict whole = Exploration.of(scenario, bounds).unreduced().run(Progress.SILENT);

        assertThat(reduced.isViolated()).isEqualTo(version.equals("5.12"));
        assertThat(whole.isViolated()).isEqualTo(reduced.isViolated());
    }

    @Test void every_label_that_is_stepped_from_without_reduction_is_stepped_from_with_it() {
        Scenario scenario = Scenario.of("labels", Linux.version("5.12").cpus(1).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(0).times(2).irqs(Irqs.OFF));

        Verdict reduced = Exploration.of(scenario, Bounds.DEFAULT.shortest()).run(Progress.SILENT);
        Verdict whole = Exploration.of(scenario, Bounds.DEFAULT.shortest()).unreduced().run(Progress.SILENT);

        assertThat(reached(reduced)).isEqualTo(reached(whole)).isNotEmpty();
    }

    private static List<String> reached(Verdict verdict) {
        return verdict.coverage().stream().filter(count -> count.steps() > 0)
                .map(count -> count.context() + " " + count.function() + " " + count.label()).toList();
    }
}

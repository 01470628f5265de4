package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Counterexample;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.run.Watch;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;

/**
 * A scenario, explored within bounds.
 *
 * @param own kthreads of the user's own; {@code null} for none
 */
record AskedOfLinux(Scenario scenario, Bounds bounds, Offloading.Kthreads own) implements Asked {
    @Override public String title() {
        return scenario.title();
    }

    @Override public List<String> about() {
        List<String> lines = new ArrayList<>(List.of(scenario.linux().describe()));
        for (Load load : scenario.loads()) lines.add(load.describe());
        return lines;
    }

    @Override public Machine machine() {
        LinuxSystem.Build build = LinuxSystem.Build.explored(bounds.gracePeriods());
        return new LinuxSystem(scenario, own == null ? build : build.with(own)).settle().machine();
    }

    @Override public Exploration exploration(Bounds within) {
        Exploration exploration = Exploration.of(scenario, within);
        return own == null ? exploration : exploration.with(own);
    }

    @Override public Story tell(Counterexample counterexample) {
        Counterexample.Walk walk = counterexample.walk(Watch.of(scenario));
        int[] tape = counterexample.tape();
        Walked walked = new Walked(title(), scenario.linux().describe(), true, List.of(), walk.moments(), tape, counterexample.isRound() ? counterexample.loopFrom() : -1, walk.finding(), walk.fields(), walk.values());
        return new Story(walked, counterexample.preemptions(), name -> ReplayCell.of(name, this, Passage.of(walk.moments()), tape));
    }
}

package dev.lull.engine.explore;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Model;
import dev.lull.engine.packed.Moments;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** States that are the same once their jiffies and grace-period numbers have been made small can do the same. */
class NormalisingTest {
    private static final int WALKS = 400;
    private static final int STEPS = 300;

    private final Map<Snapshot, Snapshot> firstSeen = new HashMap<>();
    private int merged;

    @ParameterizedTest(name = "{0}, {1} CPUs, {2} calls") @CsvSource({"5.12, 1, 4", "5.13, 2, 2", "5.14, 2, 2"})
    void states_taken_for_one_offer_the_same_moves_and_each_leads_to_states_taken_for_one(String version, int cpus, int calls) {
        Model model = model(version, cpus, calls);
        Memory memory = model.machine().memory();
        Snapshot start = memory.snapshot();
        Seeded chance = new Seeded(1);
        int[] moves = new int[model.machine().moveLimit()];
        for (int walk = 0; walk < WALKS; walk++) {
            memory.restore(start);
            for (int step = 0; step < STEPS; step++) {
                compareWithItsLike(model);
                int count = model.machine().moves(moves);
                model.machine().take(moves[chance.pick("move", count)]);
            }
        }
        assertThat(merged).as("states compared with another that is the same with small numbers").isGreaterThan(1_000);
    }

    private static Model model(String version, int cpus, int calls) {
        Scenario scenario = Scenario.of("alike", Linux.version(version).cpus(cpus).gpStride(cpus).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on("all").times(calls).irqs(Irqs.EITHER))
                .load(ReaderLoad.reader().on(0).times(1));
        return new LinuxDefinition(scenario, LinuxSystem.Build.explored(GpKthread.Grain.FINE)).build();
    }

    private static Snapshot normalised(Model model) {
        new Moments(model.machine()).normalise();
        model.normalise();
        return model.machine().memory().snapshot();
    }

    /** Compares the state the model is in with the first one met that is the same with small numbers. */
    private void compareWithItsLike(Model model) {
        Memory memory = model.machine().memory();
        Snapshot here = memory.snapshot();
        Snapshot like = firstSeen.putIfAbsent(normalised(model), here);
        memory.restore(here);
        if (like == null || like.equals(here)) return;
        SortedMap<Integer, Snapshot> successors = successors(model, here);
        SortedMap<Integer, Snapshot> likely = successors(model, like);
        String finding = finding(model, like);
        String own = finding(model, here);
        memory.restore(here);
        merged++;

        assertThat(likely.keySet()).as("moves").isEqualTo(successors.keySet());
        successors.forEach((move, after) -> assertThat(likely.get(move)).as("after %s", model.machine().describe(move)).isEqualTo(after));
        assertThat(finding).isEqualTo(own);
    }

    /** Where each move leads, with small numbers. */
    private static SortedMap<Integer, Snapshot> successors(Model model, Snapshot from) {
        Machine machine = model.machine();
        machine.memory().restore(from);
        int[] moves = new int[machine.moveLimit()];
        int count = machine.moves(moves);
        SortedMap<Integer, Snapshot> successors = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            machine.take(moves[i]);
            successors.put(moves[i], normalised(model));
            machine.memory().restore(from);
        }
        return successors;
    }

    private static String finding(Model model, Snapshot state) {
        model.machine().memory().restore(state);
        return Resting.awaitsTimer(model) + ": " + Resting.look(model);
    }
}

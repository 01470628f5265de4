package dev.lull.engine.explore;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.check.AtRest;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Snapshot;
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

/** A relative fingerprint takes states for one only if they can do the same. */
class RelativeTest {
    private static final int WALKS = 400;
    private static final int STEPS = 300;

    private final Map<Long, Snapshot> firstSeen = new HashMap<>();
    private int merged;

    @ParameterizedTest(name = "{0}, {1} CPUs, {2} calls") @CsvSource({"5.12, 1, 4", "5.13, 2, 2", "5.14, 2, 2"})
    void states_taken_for_one_offer_the_same_moves_and_each_leads_to_states_taken_for_one(String version, int cpus, int calls) {
        LinuxSystem system = system(version, cpus, calls);
        Relative relative = new Relative(system);
        Snapshot start = system.machine().memory().snapshot();
        Seeded chance = new Seeded(1);
        int[] moves = new int[system.machine().moveLimit()];
        for (int walk = 0; walk < WALKS; walk++) {
            system.machine().memory().restore(start);
            for (int step = 0; step < STEPS; step++) {
                compareWithItsLike(system, relative);
                int count = system.machine().moves(moves);
                system.machine().take(moves[chance.pick("move", count)]);
            }
        }
        assertThat(merged).as("states compared with another that has the same relative fingerprint").isGreaterThan(1_000);
    }

    private static LinuxSystem system(String version, int cpus, int calls) {
        Scenario scenario = Scenario.of("alike", Linux.version(version).cpus(cpus).gpStride(cpus).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on("all").times(calls).irqs(Irqs.EITHER))
                .load(ReaderLoad.reader().on(0).times(1));
        return new LinuxSystem(scenario, LinuxSystem.Build.explored(GpKthread.Grain.FINE)).settle();
    }

    /** Compares the state the system is in with the first one met that has the same relative fingerprint. */
    private void compareWithItsLike(LinuxSystem system, Relative relative) {
        Snapshot here = system.machine().memory().snapshot();
        Snapshot like = firstSeen.putIfAbsent(relative.fingerprint(), here);
        if (like == null || like.equals(here)) return;
        SortedMap<Integer, Long> successors = successors(system, relative, here);
        SortedMap<Integer, Long> likely = successors(system, relative, like);
        String finding = finding(system, like);
        system.machine().memory().restore(here);
        merged++;

        assertThat(likely.keySet()).as("moves").isEqualTo(successors.keySet());
        successors.forEach((move, after) -> assertThat(likely.get(move)).as("after %s", system.machine().describe(move)).isEqualTo(after));
        assertThat(finding).isEqualTo(finding(system, here));
    }

    /** Relative fingerprints one move on, by move. */
    private static SortedMap<Integer, Long> successors(LinuxSystem system, Relative relative, Snapshot from) {
        Machine machine = system.machine();
        machine.memory().restore(from);
        int[] moves = new int[machine.moveLimit()];
        int count = machine.moves(moves);
        SortedMap<Integer, Long> successors = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            machine.take(moves[i]);
            successors.put(moves[i], relative.fingerprint());
            machine.memory().restore(from);
        }
        return successors;
    }

    private static String finding(LinuxSystem system, Snapshot state) {
        system.machine().memory().restore(state);
        AtRest rest = new AtRest(system);
        return rest.awaitsTimer() + ": " + rest.look();
    }
}

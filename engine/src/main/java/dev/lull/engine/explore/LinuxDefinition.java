package dev.lull.engine.explore;

import dev.lull.engine.check.AtRest;
import dev.lull.engine.check.Invariant;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Interchangeable;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.TicklessLoad;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;

/**
 * A Linux scenario as something to explore.
 *
 * @param invariants what is looked at in every state
 */
record LinuxDefinition(Scenario scenario, LinuxSystem.Build how, List<Invariant> invariants) implements Definition {
    LinuxDefinition(Scenario scenario, LinuxSystem.Build how) {
        this(scenario, how, List.of());
    }

    @Override public String title() {
        return scenario.title();
    }

    @Override public Model build() {
        return new LinuxModel(new LinuxSystem(scenario, how).settle(), invariants);
    }

    @Override public Model buildToTell() {
        return new LinuxModel(new LinuxSystem(scenario, how.namingCallbacks()).settle(), invariants);
    }

    @Override public List<String> assumptions() {
        List<String> assumptions = new ArrayList<>(List.of(
                "the load may stop after any call",
                "a CPU passes a quiescent state at any moment outside readers, softirqs and code with interrupts off",
                how.grain() == GpKthread.Grain.FINE ? "every step of the grace-period kthread is apart" : "a grace period begins in one step and ends in one step",
                scenario.rescue().describe()));
        if (scenario.loads().stream().anyMatch(TicklessLoad.class::isInstance)) assumptions.add("a grace period that has been scanned twice is old enough to urge and interrupt CPUs, and to force their tick on");
        if (scenario.linux().isLazy()) assumptions.add("lazy callbacks are flushed after " + scenario.linux().lazyFlush() + " jiffies");
        return assumptions;
    }

    /** The model, with its system for those who know Linux. */
    static final class LinuxModel implements Model {
        private static final int ROUND = 8;             // a state's numbers repeat after two grace periods, as wait queues do

        private final LinuxSystem system;
        private final AtRest atRest;
        private final List<Rule> always;
        private final Word[] wanted;
        private final Word[] current;
        private final List<Interchangeable> interchangeable;

        LinuxModel(LinuxSystem system, List<Invariant> invariants) {
            this.system = system;
            always = invariants.stream().flatMap(invariant -> invariant.of(system).stream()).toList();
            atRest = new AtRest(system);
            interchangeable = LinuxSymmetry.of(system.scenario());
            Rcu rcu = system.rcu();
            wanted = rcu.wantedNumbers().toArray(new Word[0]);
            current = rcu.currentNumbers().toArray(new Word[0]);
        }

        LinuxSystem system() {
            return system;
        }

        @Override public Machine machine() {
            return system.machine();
        }

        @Override public List<Interchangeable> interchangeable() {
            return interchangeable;
        }

        @Override public List<Rule> always() {
            return always;
        }

        @Override public Finding atRest() {
            return atRest.look();
        }

        @Override public List<Rule> owed() {
            List<Rule> owed = new ArrayList<>();
            for (int cpu = 0; cpu < system.scenario().linux().cpus(); cpu++) {
                int of = cpu;
                owed.add(new Rule("CPU " + cpu + " has callbacks queued", () -> atRest.owes(of)));
            }
            return owed;
        }

        /**
         * Grace periods count from the current one, with the parity of the wait queue kept; a wanted number that has been
         * reached is as good as any other that has.
         */
        @Override public void normalise() {
            long now = current[0].get();
            long over = now & ~3L;
            long less = (now & ~(ROUND - 1L)) - ROUND;
            for (Word word : wanted) {
                long number = word.get();
                if (number != 0) word.set(number <= over ? 1 : number - less);
            }
            for (Word word : current) word.set(word.get() - less);
        }
    }
}

package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A scenario made real: machine, domain, kworkers and load, ready for a driver. */
public final class SrcuSystem implements Model {
    static final long SMALL_JIFFIES = 1000;
    private static final long FIRST_JIFFY = 4;

    private final SrcuScenario scenario;
    private final Machine machine;
    private final SrcuStruct ssp;
    private final SrcuRules rules;
    private final List<SrcuUpdater> updaters = new ArrayList<>();
    private final List<SrcuReader> readers = new ArrayList<>();

    /** @param lastJiffy the last jiffy that will be spoken of */
    SrcuSystem(SrcuScenario scenario, long lastJiffy) {
        this.scenario = scenario;
        Srcu srcu = scenario.srcu();
        int count = scenario.loads().size();
        machine = new Machine(srcu.cpus(), Placement.FLOATING, FIRST_JIFFY, new Machine.Limits(count + 2 * srcu.cpus() + 2, 3 * count + 2 * srcu.cpus() + 6, lastJiffy));
        List<String> names = names(SrcuLoad.Readers.class, "reader/");
        List<WaitQueue> queues = new ArrayList<>();
        ssp = new SrcuStruct(machine, srcu, count, names);
        boolean hasMemory = srcu.kind() == Srcu.Kind.MODULE;
        for (SrcuLoad load : scenario.loads()) {
            if (!(load instanceof SrcuLoad.Failure failure)) continue;
            if (hasMemory && failure.part() == SrcuHeap.Part.SRCU_DATA) hasMemory = false;
            else ssp.mayFail(failure.part(), failure.times());
        }
        if (srcu.kind() == Srcu.Kind.MODULE) ssp.sda.set(hasMemory ? ssp.heap().allocate(SrcuHeap.Part.SRCU_DATA, null) : SrcuHeap.NULL);      // srcu_module_coming()
        new ProcessSrcu(ssp);
        for (SrcuData sdp : ssp.data()) new InvokeCallbacks(ssp, sdp);
        for (String name : names) queues.add(machine.waitQueue(name + ".arrivals"));
        List<String> tasks = names(SrcuLoad.Updates.class, "task/");
        for (SrcuLoad load : scenario.loads()) {
            if (load instanceof SrcuLoad.Readers reader) {
                int number = readers.size();
                readers.add(new SrcuReader(machine, names.get(number), queues.get(number), ssp, reader, number));
            } else if (load instanceof SrcuLoad.Updates update) {
                String name = tasks.get(updaters.size());
                updaters.add(new SrcuUpdater(machine, name, machine.waitQueue(name + ".arrivals"), ssp, update));
            }
        }
        rules = new SrcuRules(this);
        machine.seal();
    }

    /** Tasks of a kind by their CPU; several of one CPU with a letter behind. */
    private List<String> names(Class<? extends SrcuLoad> kind, String prefix) {
        List<String> names = new ArrayList<>();
        for (SrcuLoad load : scenario.loads()) {
            if (!kind.isInstance(load)) continue;
            int cpu = load instanceof SrcuLoad.Readers reader ? reader.cpu() : ((SrcuLoad.Updates) load).cpu();
            String name = prefix + cpu;
            for (char letter = 'b'; names.contains(name); letter++) name = prefix + cpu + letter;
            names.add(name);
        }
        return names;
    }

    @Override public Machine machine() {
        return machine;
    }

    public SrcuScenario scenario() {
        return scenario;
    }

    /** The domain. */
    public SrcuStruct ssp() {
        return ssp;
    }

    /** Whether anybody calls srcu_barrier(). */
    boolean hasBarriers() {
        return updaters.stream().anyMatch(updater -> updater.load().function() == SrcuLoad.Function.BARRIER);
    }

    public List<SrcuUpdater> updaters() {
        return Collections.unmodifiableList(updaters);
    }

    public List<SrcuReader> readers() {
        return Collections.unmodifiableList(readers);
    }

    @Override public List<Rule> always() {
        return rules.always();
    }

    @Override public List<Rule> owed() {
        return rules.owed();
    }

    @Override public Finding atRest() {
        return rules.atRest();
    }
}

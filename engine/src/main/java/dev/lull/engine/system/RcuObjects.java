package dev.lull.engine.system;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.RcuObject;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Mistake;
import dev.lull.engine.scenario.ObjectLoad;
import dev.lull.engine.scenario.Scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects of a scenario that RCU protects. */
final class RcuObjects {
    private final List<RcuObject> objects = new ArrayList<>();
    private final Map<ObjectLoad, Map<Integer, RcuObject>> by = new HashMap<>();        // by load and CPU; looked up, never walked

    RcuObjects(Rcu rcu, Scenario scenario) {
        for (Load load : scenario.loads()) {
            if (!(load instanceof ObjectLoad object)) continue;
            BitSet cpus = object.cpus(scenario.linux());
            RcuObject shared = object.mistake() == Mistake.UNLOCKED ? make(rcu, object) : null;
            Map<Integer, RcuObject> own = new HashMap<>();
            for (int cpu = cpus.nextSetBit(0); cpu >= 0; cpu = cpus.nextSetBit(cpu + 1)) own.put(cpu, shared != null ? shared : make(rcu, object));
            by.put(object, own);
        }
    }

    private RcuObject make(Rcu rcu, ObjectLoad load) {
        RcuObject object = new RcuObject(rcu, "obj[" + objects.size() + "]", load.requeues());
        objects.add(object);
        return object;
    }

    List<RcuObject> all() {
        return Collections.unmodifiableList(objects);
    }

    /** The object that the updater of {@code load} on CPU {@code cpu} replaces. */
    RcuObject of(ObjectLoad load, int cpu) {
        return by.get(load).get(cpu);
    }
}

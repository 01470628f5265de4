package dev.lull.engine.explore;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Interchangeable;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which CPUs of a scenario are alike: whole groups of one rcuog, with as many CPUs, the same of them offloaded, under the same
 * rcu_node, with the same loads and rescue edges. Where callers wait or offloading changes, CPUs are told apart: rcu_barrier()
 * and the work items go through them in order.
 */
final class LinuxSymmetry {
    private LinuxSymmetry() {
    }

    static List<Interchangeable> of(Scenario scenario) {
        for (Load load : scenario.loads()) if (!(load instanceof CallRcuLoad) && !(load instanceof ReaderLoad)) return List.of();
        Linux linux = scenario.linux();
        Map<List<Object>, List<Integer>> alike = new LinkedHashMap<>();
        for (int first = 0; first < linux.cpus(); first += linux.gpStride()) {
            alike.computeIfAbsent(kind(scenario, first), any -> new ArrayList<>()).add(first);
        }
        List<Interchangeable> all = new ArrayList<>();
        for (List<Integer> groups : alike.values()) {
            if (groups.size() < 2) continue;
            List<String> says = groups.stream().map(first -> cpus(first, end(linux, first))).toList();
            all.add(new Interchangeable("CPUs " + String.join(" and ", says), groups.stream().map(first -> names(first, end(linux, first))).toList()));
        }
        return all;
    }

    private static int end(Linux linux, int first) {
        return Math.min(linux.cpus(), first + linux.gpStride());
    }

    private static String cpus(int first, int end) {
        BitSet cpus = new BitSet();
        cpus.set(first, end);
        return CpuList.write(cpus);
    }

    /** All that tells a group from others. */
    private static List<Object> kind(Scenario scenario, int first) {
        Linux linux = scenario.linux();
        int end = end(linux, first);
        List<Object> kind = new ArrayList<>(List.of(end - first));
        boolean oneLeaf = first / linux.fanoutLeaf() == (end - 1) / linux.fanoutLeaf();
        kind.add(oneLeaf ? first / linux.fanoutLeaf() : -1 - first);
        kind.add(linux.nocbs().get(first, end));
        for (int cpu = first; cpu < end; cpu++) kind.add(scenario.rescues(cpu));
        for (Load load : scenario.loads()) kind.add(load.cpus(linux).get(first, end));
        return kind;
    }

    /** How the words, locks, queues, timers and tasks of a group are named. */
    private static List<String> names(int first, int end) {
        List<String> names = new ArrayList<>();
        for (int cpu = first; cpu < end; cpu++) {
            String of = "[" + cpu + "]";
            names.addAll(List.of("cpu" + of, "rdp" + of, "nocb_lock" + of, "nocb_bypass_lock" + of, "nocb_timer" + of, "nocb_bypass_timer" + of,
                    "nocb_gp_wq" + of, "nocb_cb_wq" + of, "nocb_state_wq" + of, ".queued" + of, ".before" + of, "/" + cpu, "CPU " + cpu));
        }
        return names;
    }
}

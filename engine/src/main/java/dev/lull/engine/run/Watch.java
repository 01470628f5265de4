package dev.lull.engine.run;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.hotplug.HotCpu;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.NocbGpWait;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.HotplugTask;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The fields that a step table shows: short names and how to read each off a system. */
public final class Watch {
    private final Map<String, Function<LinuxSystem, String>> columns;

    private Watch(Map<String, Function<LinuxSystem, String>> columns) {
        this.columns = new LinkedHashMap<>(columns);
    }

    /** Nothing. */
    public static Watch nothing() {
        return new Watch(Map.of());
    }

    /** What a scenario is about: the first of its offloaded CPUs, else the first that comes or goes, else nothing. */
    public static Watch of(Scenario scenario) {
        if (!scenario.linux().nocbs().isEmpty()) return nocb(scenario.linux().nocbs().nextSetBit(0));
        for (Load load : scenario.loads()) if (load instanceof CpuDownLoad || load instanceof CpuUpLoad) return hotplug(load.cpus(scenario.linux()).nextSetBit(0));
        return nothing();
    }

    /**
     * What an argument about one offloaded CPU's wakeups turns on: J jiffies · def {@code nocb_defer_wakeup} · nT the jiffy
     * {@code nocb_timer} is armed for · bT the same of {@code nocb_bypass_timer} · slp {@code nocb_gp_sleep} · og what rcuog
     * does · cbs {@code nocb_cb_sleep} · seg callbacks in DONE, WAIT, NEXT_READY, NEXT · gW the number WAIT bears · byp
     * callbacks in the bypass list · gp {@code gp_seq} of the leaf.
     */
    public static Watch nocb(int cpu) {
        Map<String, Function<LinuxSystem, String>> columns = new LinkedHashMap<>();
        columns.put("J", s -> Long.toString(s.machine().peekJiffies()));
        columns.put("def", s -> owner(s, cpu).peekDefer().name());
        columns.put("nT", s -> expiry(owner(s, cpu).timer()));
        columns.put("bT", s -> s.scenario().linux().has(Fix.NOCB_TIMER_UNIFIED) ? "" : expiry(rdp(s, cpu).leader().bypassTimer()));
        columns.put("slp", s -> rdp(s, cpu).leader().peekGpSleep() ? "1" : "0");
        columns.put("og", s -> rcuog(s, rdp(s, cpu)));
        columns.put("cbs", s -> rdp(s, cpu).peekCbSleep() ? "1" : "0");
        columns.put("seg", s -> segments(rdp(s, cpu).rdp().cblist()));
        columns.put("gW", s -> Long.toString(rdp(s, cpu).rdp().cblist().peekGpSeq(SegCbList.WAIT)));
        columns.put("byp", s -> Long.toString(rdp(s, cpu).bypass().peekLength()));
        columns.put("gp", s -> Long.toString(rdp(s, cpu).rdp().leaf().peekGpSeq()));
        return new Watch(columns);
    }

    /**
     * What an argument about a CPU that comes and goes turns on: rung the one of the hotplug ladder that it stands on · on whether it is
     * online and act whether it is active · seg its callbacks in DONE, WAIT, NEXT_READY, NEXT · others the same of the other CPUs.
     */
    public static Watch hotplug(int cpu) {
        Map<String, Function<LinuxSystem, String>> columns = new LinkedHashMap<>();
        columns.put("rung", s -> place(s, cpu).peekState().title());
        columns.put("on", s -> s.machine().cpus().get(cpu).peekOnline() ? "1" : "0");
        columns.put("act", s -> s.machine().cpus().get(cpu).peekActive() ? "1" : "0");
        columns.put("seg", s -> segments(s.rcu().data(cpu).cblist()));
        columns.put("others", s -> IntStream.range(0, s.machine().cpus().size()).filter(other -> other != cpu).mapToObj(other -> segments(s.rcu().data(other).cblist())).collect(Collectors.joining(" ")));
        return new Watch(columns);
    }

    private static HotCpu place(LinuxSystem s, int cpu) {
        for (HotplugTask task : s.hotplugs()) if (task.changes() == cpu) return task.place();
        throw new IllegalArgumentException("Watch.hotplug(" + cpu + "): CPU " + cpu + " neither comes nor goes here. Add the load cpuDown(" + cpu + ") or cpuUp(" + cpu + ") to the scenario.");
    }

    /** With one column more, of your own. */
    public Watch and(String name, Function<LinuxSystem, String> read) {
        Map<String, Function<LinuxSystem, String>> more = new LinkedHashMap<>(columns);
        more.put(name, read);
        return new Watch(more);
    }

    /** These columns only. */
    public Watch only(String... names) {
        Map<String, Function<LinuxSystem, String>> fewer = new LinkedHashMap<>();
        for (String name : names) fewer.put(name, reader(name));
        return new Watch(fewer);
    }

    private Function<LinuxSystem, String> reader(String name) {
        Function<LinuxSystem, String> read = columns.get(name);
        if (read == null) {
            throw new IllegalArgumentException("\"" + name + "\" is no watched field. Watched are " + String.join(", ", columns.keySet()) + ".");
        }
        return read;
    }

    /** The columns' names. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /** Every column's value now. */
    public List<String> read(LinuxSystem system) {
        List<String> values = new ArrayList<>();
        for (Function<LinuxSystem, String> read : columns.values()) values.add(read.apply(system));
        return values;
    }

    /** One column's value now. */
    public String read(LinuxSystem system, String name) {
        return reader(name).apply(system);
    }

    private static NocbData rdp(LinuxSystem s, int cpu) {
        Linux linux = s.scenario().linux();
        CpuList.check("Watch.nocb", cpu, linux.cpus());
        if (!linux.isOffloaded(cpu)) {
            throw new IllegalArgumentException("Watch.nocb(" + cpu + "): CPU " + cpu + " is not offloaded (rcuNocbs is \""
                    + CpuList.write(linux.nocbs()) + "\"), so it has no nocb fields. Offload it, or watch another.");
        }
        return s.rdp(cpu);
    }

    private static NocbData owner(LinuxSystem s, int cpu) {
        NocbData rdp = rdp(s, cpu);
        return s.scenario().linux().has(Fix.NOCB_TIMER_UNIFIED) ? rdp.leader() : rdp;
    }

    private static String expiry(Timer timer) {
        return timer.expiry() < 0 ? "-" : Long.toString(timer.expiry());
    }

    private static String rcuog(LinuxSystem s, NocbData rdp) {
        Task task = rdp.rcuog().task();
        if (!task.sleeps()) return "runnable";
        Enum<?> at = task.label();
        return at == NocbGpWait.At.WAIT_GP ? "wait " + rdp.rcuog().waitsFor() : "idle";
    }

    private static String segments(SegCbList list) {
        StringBuilder out = new StringBuilder();
        boolean wide = false;
        for (int segment = 0; segment < 4; segment++) wide |= list.peekLength(segment) > 9;
        for (int segment = 0; segment < 4; segment++) out.append(wide && segment > 0 ? "," : "").append(list.peekLength(segment));
        return out.toString();
    }
}

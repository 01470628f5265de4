package dev.lull.engine.run.srcu;

import dev.lull.engine.check.Standstill;
import dev.lull.engine.check.Standstill;
import dev.lull.engine.linux.srcu.Srcu;
import dev.lull.engine.linux.srcu.SrcuCbList;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.linux.srcu.SrcuStruct;
import dev.lull.engine.linux.srcu.SrcuSystem;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.CannotHappen;
import dev.lull.engine.run.Path;
import dev.lull.engine.run.Play;
import dev.lull.engine.run.Rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The numbered steps of a mail about SRCU, to be played. Immutable; each call returns a longer script. When it begins all sleep. */
public final class SrcuScript {
    private final SrcuScenario scenario;
    private final List<Step> steps;

    private record Step(String number, String words, Consumer<SrcuStage> action) { }

    private SrcuScript(SrcuScenario scenario, List<Step> steps) {
        this.scenario = scenario;
        this.steps = List.copyOf(steps);
    }

    /** An empty script: the scenario's loads are the tasks that there are. */
    public static SrcuScript on(SrcuScenario scenario) {
        return new SrcuScript(scenario, List.of());
    }

    /** Adds a step: its number, what the mail says, and what it means. */
    public SrcuScript step(String number, String words, Consumer<SrcuStage> action) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(number, words, action));
        return new SrcuScript(scenario, more);
    }

    /** The same steps on another scenario with tasks of the same names. */
    public SrcuScript on(Srcu other) {
        return new SrcuScript(scenario.on(other), steps);
    }

    public SrcuScenario scenario() {
        return scenario;
    }

    /**
     * What the argument turns on: J jiffies · gp {@code srcu_gp_seq} · need {@code srcu_gp_seq_needed} · idx the bank of new readers ·
     * r0 and r1 readers counted in each bank · size the size state · seg the boot CPU's callbacks in DONE, WAIT, NEXT_READY and NEXT ·
     * gW and gN the numbers that WAIT and NEXT_READY bear.
     */
    private static Map<String, Function<SrcuSystem, String>> columns() {
        Map<String, Function<SrcuSystem, String>> columns = new LinkedHashMap<>();
        columns.put("J", s -> Long.toString(s.machine().peekJiffies()));
        columns.put("gp", s -> Long.toString(s.ssp().peekGpSeq()));
        columns.put("need", s -> s.ssp().peekNeeded() == -1 ? "~0" : Long.toString(s.ssp().peekNeeded()));
        columns.put("idx", s -> Long.toString(s.ssp().peekIdx() & 1));
        columns.put("r0", s -> Long.toString(s.ssp().peekReaders(0)));
        columns.put("r1", s -> Long.toString(s.ssp().peekReaders(1)));
        columns.put("size", s -> s.ssp().peekSize().name());
        columns.put("seg", s -> segments(s.ssp()));
        columns.put("gW", s -> Long.toString(s.ssp().data(0).cblist().peekGpSeq(SrcuCbList.WAIT)));
        columns.put("gN", s -> Long.toString(s.ssp().data(0).cblist().peekGpSeq(SrcuCbList.NEXT_READY)));
        return columns;
    }

    private static String segments(SrcuStruct ssp) {
        StringBuilder out = new StringBuilder();
        for (int segment = SrcuCbList.DONE; segment <= SrcuCbList.NEXT; segment++) out.append(ssp.data(0).cblist().segment(segment).size());
        return out.toString();
    }

    /** Plays the steps, as far as they can be played. */
    public Play play() {
        SrcuSystem system = (SrcuSystem) scenario.build();
        Path path = new Path(system.machine());
        SrcuStage stage = new SrcuStage(system, path);
        Map<String, Function<SrcuSystem, String>> columns = columns();
        List<Play.Row> rows = new ArrayList<>();
        for (Step step : steps) {
            int from = path.length();
            CannotHappen problem = null;
            try {
                step.action().accept(stage);
            } catch (CannotHappen cannot) {
                problem = cannot;
            }
            List<String> values = columns.values().stream().map(read -> read.apply(system)).toList();
            boolean blamed = path.blame() != null;          // then the list ends here, and the finding says why
            rows.add(new Play.Row(step.number(), step.words(), values, path.moments().subList(from, path.length()), problem == null || blamed ? null : problem.expected(),
                    problem == null || blamed ? null : problem.instead()));
            if (problem != null || blamed) break;
        }
        return new Play(scenario.title(), null, List.copyOf(columns.keySet()), rows, path.blame() != null ? 0 : steps.size() - rows.size(), path.moves(), finding(system, path, rows));
    }

    private static Finding finding(SrcuSystem system, Path path, List<Play.Row> rows) {
        if (path.blame() != null) return Finding.blamed(path.blame());
        boolean stopped = !rows.isEmpty() && rows.get(rows.size() - 1).expected() != null;
        if (stopped || Standstill.awaitsTimer(system.machine()) || !Rest.isAtRest(system.machine())) return null;
        return system.atRest();
    }
}

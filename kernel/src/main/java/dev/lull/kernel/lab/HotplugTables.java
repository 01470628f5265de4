package dev.lull.kernel.lab;

import dev.lull.engine.linux.cpuset.CpuChange;
import dev.lull.engine.linux.cpuset.Reaction;
import dev.lull.engine.linux.hotplug.rt.Design;
import dev.lull.engine.linux.hotplug.rt.RtDown;
import dev.lull.engine.linux.hotplug.rt.Scene;
import dev.lull.engine.tally.Tally;
import dev.lull.kernel.lab.chart.Matrix;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

import java.util.Arrays;
import java.util.List;

/** Designs against what happens to them, derived by counting all executions. */
final class HotplugTables {
    private HotplugTables() {
    }

    static Table cpusets() {
        StringColumn how = StringColumn.create("cpusets are told");
        StringColumn versions = StringColumn.create("versions");
        StringColumn meanwhile = StringColumn.create("meanwhile");
        Columns columns = new Columns();
        StringColumn failing = StringColumn.create("what goes wrong");
        for (Reaction reaction : Reaction.values()) {
            for (CpuChange change : List.of(CpuChange.up(reaction), CpuChange.up(reaction).withCgroupWriter())) {
                Tally tally = Tally.of(change);
                how.append(reaction.says());
                versions.append(reaction.versions());
                meanwhile.append(change.cgroupWriter() ? "a cgroup is changed" : "");
                columns.add(tally);
                failing.append(tally.broken().signum() > 0 ? "EINVAL" : tally.deadlocked().signum() > 0 ? tally.ends().get(tally.ends().size() - 1).inOneLine() : "");
            }
        }
        return Table.create("a CPU comes up", how, versions, meanwhile).addColumns(columns.all()).addColumns(failing);
    }

    static Table rt() {
        StringColumn scene = StringColumn.create("scenario");
        StringColumn design = StringColumn.create("design");
        Columns columns = new Columns();
        StringColumn failing = StringColumn.create("what goes wrong");
        for (Scene each : Scene.values()) {
            for (Design way : Design.values()) {
                Tally tally = Tally.of(RtDown.of(way, each));
                scene.append(each.says());
                design.append(way.says());
                columns.add(tally);
                String wrong = tally.broken().signum() > 0 ? "pinned to a CPU that is offline" : tally.ends().isEmpty() ? "" : tally.ends().get(0).inOneLine();
                failing.append(wrong + (wrong.isEmpty() || !each.isDerived() ? "" : " (derived, not reported upstream)"));
            }
        }
        return Table.create("a CPU goes down under -rt", scene, design).addColumns(columns.all()).addColumns(failing);
    }

    static Matrix rtMatrix() {
        List<String> designs = Arrays.stream(Design.values()).map(Design::says).toList();
        List<String> scenes = Arrays.stream(Scene.values()).map(Scene::says).toList();
        Matrix matrix = Matrix.of("which part of all executions fails (C is derived, not reported upstream)", designs, scenes);
        for (Design design : Design.values()) {
            for (Scene scene : Scene.values()) {
                Tally tally = Tally.of(RtDown.of(design, scene));
                String text = tally.broken().add(tally.deadlocked()) + " of " + tally.executions();
                String note = tally.broken().signum() > 0 ? "pinned offline" : tally.deadlocked().signum() > 0 ? "deadlock" : "";
                if (scene.isDerived()) note += (note.isEmpty() ? "" : ", ") + "derived";
                matrix = matrix.with(design.says(), scene.says(), tally.share(), text, note);
            }
        }
        return matrix;
    }

    /** What is counted, in the same columns everywhere. */
    private static final class Columns {
        private final StringColumn verdict = StringColumn.create("verdict");
        private final LongColumn executions = LongColumn.create("executions");
        private final LongColumn failing = LongColumn.create("failing");
        private final StringColumn share = StringColumn.create("share");
        private final LongColumn states = LongColumn.create("states");

        void add(Tally tally) {
            verdict.append(tally.holds() ? "holds" : "VIOLATED");
            executions.append(tally.executions().longValueExact());
            failing.append(tally.broken().add(tally.deadlocked()).longValueExact());
            share.append(Percent.of(tally.share()).replace(' ', '\u00a0'));            // a column must not break there
            states.append(tally.states());
        }

        Column<?>[] all() {
            return new Column<?>[] {verdict, executions, failing, share, states};
        }
    }
}

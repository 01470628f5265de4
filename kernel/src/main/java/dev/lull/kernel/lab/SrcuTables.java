package dev.lull.kernel.lab;

import dev.lull.engine.linux.srcu.InitVariant;
import dev.lull.engine.linux.srcu.SrcuHeap;
import dev.lull.engine.run.srcu.InitOutcome;
import dev.lull.engine.run.srcu.InitTable;
import dev.lull.engine.run.srcu.ReaderLines;
import dev.lull.engine.run.srcu.SplitLayout;
import dev.lull.kernel.lab.chart.Matrix;

import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.List;

/** What the split of srcu_struct comes to, as tables and a figure: initialisation, and the lines that readers touch. */
final class SrcuTables {
    private static final String NOTHING = "–";

    private SrcuTables() {
    }

    /** The decision table of these variants, every row of it run; rows in which nothing fails are left out. */
    static Table init(List<InitVariant> variants) {
        StringColumn variant = StringColumn.create("variant");
        StringColumn kind = StringColumn.create("domain");
        StringColumn fails = StringColumn.create("fails");
        StringColumn returns = StringColumn.create("returns");
        StringColumn sup = StringColumn.create("sup");
        StringColumn sda = StringColumn.create("sda");
        StringColumn leaked = StringColumn.create("leaked");
        StringColumn dangling = StringColumn.create("dangling");
        StringColumn use = StringColumn.create("usable");
        StringColumn cleanup = StringColumn.create("a cleanup meets");
        for (InitOutcome outcome : variants.stream().flatMap(one -> InitTable.of(one).stream()).toList()) {
            if (outcome.fails() == null) continue;
            variant.append(outcome.variant().name() + " " + outcome.variant().title());
            kind.append(outcome.isStatic() ? "static" : "dynamic");
            fails.append(outcome.fails().says());
            returns.append((outcome.returned() == 0 ? "0" : "-ENOMEM") + (outcome.ignored() ? ", ignored" : ""));
            sup.append(outcome.sup());
            sda.append(outcome.sda());
            leaked.append(says(outcome.leaked()));
            List<String> bad = new ArrayList<>(outcome.dangling().stream().map(SrcuHeap.Part::says).toList());
            bad.addAll(outcome.unset());
            dangling.append(bad.isEmpty() ? NOTHING : String.join(", ", bad));
            use.append(outcome.use().says());
            cleanup.append(outcome.cleanup().isEmpty() ? NOTHING : String.join(", then ", outcome.cleanup()));
        }
        return Table.create("when an allocation fails", variant, kind, fails, returns, sup, sda, leaked, dangling, use, cleanup);
    }

    private static String says(List<SrcuHeap.Part> parts) {
        return parts.isEmpty() ? NOTHING : String.join(", ", parts.stream().map(SrcuHeap.Part::says).toList());
    }

    /** The same at a glance: a row for each variant, a column for each case, and how bad it is. */
    static Matrix initMatrix() {
        List<String> rows = new ArrayList<>();
        for (InitVariant variant : InitVariant.values()) rows.add(row(variant));
        List<String> columns = List.of("dynamic, sup fails", "dynamic, sda fails", "dynamic, nodes fail", "static, nodes fail");
        Matrix matrix = Matrix.of("what goes wrong when an allocation fails", rows, columns);
        for (InitOutcome outcome : InitTable.all()) {
            if (outcome.fails() == null || outcome.isStatic() && outcome.fails() != SrcuHeap.Part.SRCU_NODE) continue;
            String column = columns.get(outcome.isStatic() ? 3 : outcome.fails().ordinal());
            matrix = matrix.with(row(outcome.variant()), column, harm(outcome), word(outcome), outcome.returned() == 0 ? "returns 0" : outcome.ignored() ? "-ENOMEM, ignored" : "-ENOMEM");
        }
        return matrix;
    }

    private static String row(InitVariant variant) {
        return variant.name() + " " + variant.title();
    }

    private static double harm(InitOutcome outcome) {
        if (outcome.use() == InitOutcome.Use.HALF || outcome.use() == InitOutcome.Use.WILD) return 1;
        return outcome.leaked().isEmpty() && outcome.dangling().isEmpty() ? 0 : 0.5;
    }

    private static String word(InitOutcome outcome) {
        if (!outcome.leaked().isEmpty()) return "leaks " + says(outcome.leaked());
        if (!outcome.dangling().isEmpty()) return says(outcome.dangling()) + " dangles";
        return outcome.use().says();
    }

    /** A patch of the series, in a few words. */
    static String patch(int patches) {
        SplitLayout.Step step = SplitLayout.STEPS.get(patches);
        return patches == 0 ? "v6.3" : patches + " " + step.moved() + (step.note().isEmpty() ? "" : " (" + step.note() + ")");
    }

    /** The lines that readers touch, patch by patch. */
    static Table lines() {
        StringColumn after = StringColumn.create("after");
        StringColumn commit = StringColumn.create("commit");
        IntColumn size = IntColumn.create("bytes");
        IntColumn idx = IntColumn.create("srcu_idx at");
        IntColumn sda = IntColumn.create("sda at");
        StringColumn lines = StringColumn.create("lines");
        StringColumn hot = StringColumn.create("on the same lines, written by grace periods");
        List<ReaderLines> series = ReaderLines.series();
        for (int patches = 0; patches < series.size(); patches++) {
            ReaderLines reader = series.get(patches);
            after.append(patch(patches));
            commit.append(patches == 0 ? "" : SplitLayout.STEPS.get(patches).commit());
            size.append(reader.layout().size());
            idx.append(reader.layout().place("srcu_idx").offset());
            sda.append(reader.layout().place("sda").offset());
            lines.append(reader.structLines() + " + " + reader.perCpuLines());
            hot.append(reader.hotNeighbours().isEmpty() ? NOTHING : String.join(", ", reader.hotNeighbours()));
        }
        return Table.create("what readers touch", after, commit, size, idx, sda, lines, hot);
    }
}

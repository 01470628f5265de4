package dev.lull.engine.explore;

import dev.lull.engine.machine.Code;
import dev.lull.engine.packed.Labels;

import java.util.ArrayList;
import java.util.List;

/** Steps by label, over all workers. */
final class Coverage {
    private Coverage() {
    }

    static List<Verdict.LabelCount> of(List<Worker> workers) {
        Labels labels = workers.get(0).model.labels();
        long[] sums = new long[labels.size()];
        for (Worker worker : workers) {
            long[] counts = worker.model.counts();
            for (int i = 0; i < sums.length; i++) sums[i] += counts[i];
        }
        List<Verdict.LabelCount> out = new ArrayList<>();
        for (Code<?> code : labels.codes()) {
            int first = labels.first(code);
            for (Enum<?> label : code.labels()) {
                out.add(new Verdict.LabelCount(code.self().name(), code.name(), label.name(), sums[first + label.ordinal()]));
            }
        }
        return out;
    }
}

package dev.lull.engine.explore;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;

import java.util.ArrayList;
import java.util.List;

/** Counts steps by label. */
final class Coverage {
    private final List<Code<?>> codes = new ArrayList<>();
    private final long[] counts;

    Coverage(Machine machine) {
        int labels = 0;
        for (Context context : machine.contexts()) {
            for (Code<?> code : context.codes()) {
                codes.add(code);
                labels += code.labels().length;
            }
        }
        counts = new long[labels];
        int base = 0;
        for (Code<?> code : codes) {
            code.number(base);
            base += code.labels().length;
        }
    }

    /** Labels there are. */
    int size() {
        return counts.length;
    }

    /** Where the label of a context's next step is counted. */
    int position(Context context) {
        Code<?> code = context.executing();
        return code.number() + code.peekLabel().ordinal();
    }

    void count(int position) {
        counts[position]++;
    }

    List<Verdict.LabelCount> counts() {
        List<Verdict.LabelCount> out = new ArrayList<>();
        for (Code<?> code : codes) {
            for (Enum<?> label : code.labels()) {
                out.add(new Verdict.LabelCount(code.self().name(), code.name(), label.name(), counts[code.number() + label.ordinal()]));
            }
        }
        return out;
    }
}

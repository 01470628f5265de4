package dev.lull.engine.packed;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Every label of every text of a machine, numbered. */
public final class Labels {
    private final List<Code<?>> codes = new ArrayList<>();
    private final Map<Code<?>, Integer> first = new IdentityHashMap<>();        // looked up, never walked
    private int size;

    Labels(Machine machine) {
        for (Context context : machine.contexts()) {
            for (Code<?> code : context.codes()) {
                codes.add(code);
                first.put(code, size);
                size += code.labels().length;
            }
        }
    }

    /** Labels there are. */
    public int size() {
        return size;
    }

    /** All texts, the labels of each numbered on from {@link #first}. */
    public List<Code<?>> codes() {
        return List.copyOf(codes);
    }

    /** The number of a text's first label. */
    public int first(Code<?> code) {
        return first.get(code);
    }

    /** The label of {@code label}'s counterpart. */
    int turned(int label, Turn turn) {
        int at = 0;
        while (at + 1 < codes.size() && first(codes.get(at + 1)) <= label) at++;
        Code<?> code = codes.get(at);
        Context other = code.self().machine().contexts().get(turn.context[code.self().number()]);
        int index = code.self().codes().indexOf(code);
        if (index >= other.codes().size() || other.codes().get(index).labels().length != code.labels().length) return label;
        return first(other.codes().get(index)) + label - first(code);
    }

    /** The number of the label at which a context's next step is. */
    int position(Context context) {
        Code<?> code = context.executing();
        return first.get(code) + code.peekLabel().ordinal();
    }
}

package dev.lull.engine.timed;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Listener;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Task;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;
import dev.lull.engine.run.Price;
import dev.lull.engine.time.Nanos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A model and a price list: runs it from its first state, as often as one likes, each time from a seed. */
public final class TimedModel {
    private static final long NEVER = Long.MAX_VALUE;

    private final Model model;
    private final Machine machine;
    private final StepPrices prices;
    private final Snapshot start;
    private final List<Context> contexts;
    private final List<Map<Enum<?>, Price>> priced = new ArrayList<>();         // as looked up before
    private final long[] dueNs;             // when each task's next step will be complete
    private Seeded chance;
    private long nowNs;

    /** @param prices what its steps cost */
    public TimedModel(Definition definition, StepPrices prices) {
        model = definition.build();
        machine = model.machine();
        this.prices = prices;
        start = machine.memory().snapshot();
        contexts = machine.contexts();
        dueNs = new long[contexts.size()];
        for (int i = 0; i < dueNs.length; i++) priced.add(new HashMap<>());
        machine.listen(new Listener() {
            @Override public void woken(Task task) {
                TimedModel.this.woken(task);
            }
        });
    }

    /** Runs it for so long, or until nobody can go on; every step. */
    public List<TimedStep> steps(long seed, Nanos most) {
        List<TimedStep> steps = new ArrayList<>();
        run(seed, most, steps::add);
        return steps;
    }

    /**
     * Runs it for so long, or until nobody can go on, telling {@code listener} every step.
     *
     * @return the rule that was broken first, or {@code null}
     */
    public String run(long seed, Nanos most, Consumer<TimedStep> listener) {
        machine.memory().restore(start);
        chance = new Seeded(seed);
        nowNs = 0;
        String broken = broken();
        for (int i = 0; i < dueNs.length; i++) dueNs[i] = sleeps(i) ? NEVER : stepNs(i);
        for (int next = earliest(); next >= 0 && dueNs[next] <= most.count(); next = earliest()) {
            nowNs = dueNs[next];
            String label = label(next);
            dueNs[next] = NEVER;
            contexts.get(next).take(0);
            if (!sleeps(next)) dueNs[next] = nowNs + stepNs(next);
            listener.accept(new TimedStep(nowNs, contexts.get(next).name(), label, label(next)));
            if (broken == null) broken = broken();
        }
        return broken;
    }

    private int earliest() {
        int earliest = -1;
        for (int i = 0; i < dueNs.length; i++) {
            if (dueNs[i] != NEVER && contexts.get(i).canRun() && (earliest < 0 || dueNs[i] < dueNs[earliest])) earliest = i;
        }
        return earliest;
    }

    private void woken(Task task) {
        int i = task.number();
        if (dueNs[i] == NEVER) dueNs[i] = nowNs + prices.wakeupNs(chance) + stepNs(i);
    }

    private String broken() {
        String blame = machine.takeBlame();
        if (blame != null) return blame;
        for (Rule rule : model.always()) if (!rule.holds().getAsBoolean()) return rule.says();
        return null;
    }

    private long stepNs(int i) {
        Enum<?> label = contexts.get(i).label();
        Price price = priced.get(i).computeIfAbsent(label, at -> prices.of(contexts.get(i).name(), at.name()));
        return price.drawNs(chance, label.name());
    }

    private boolean sleeps(int i) {
        return contexts.get(i) instanceof Task task && task.sleeps();
    }

    private String label(int i) {
        return contexts.get(i).label().name();
    }
}

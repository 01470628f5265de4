package dev.lull.engine.explore;

import dev.lull.engine.check.LockGraph;
import dev.lull.engine.check.LockOrder;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.packed.Sighting;
import dev.lull.engine.run.Path;

import java.util.ArrayList;
import java.util.List;

/** What an exploration, in all its parts, has seen of locks and guarded words: the first sight of each thing, with a run that leads there. */
final class Witnesses {
    private final Definition definition;
    private final LockOrder order = new LockOrder();
    private final List<String> known = new ArrayList<>();

    Witnesses(Definition definition) {
        this.definition = definition;
    }

    boolean isNews(Sighting sighting) {
        return sighting.use() == null ? !known.contains(sighting.says()) : order.isNews(sighting.use());
    }

    void note(Sighting sighting, int[] run) {
        if (sighting.use() != null) order.note(sighting.use(), run);
        else known.add(sighting.says());
    }

    /** Mistakes that are known and were met, a sentence each. */
    List<String> known() {
        return List.copyOf(known);
    }

    /** The order of locks; of facts that contradict each other it is said at which steps of a run they were. */
    LockGraph lockOrder() {
        LockGraph graph = order.graph();
        List<LockGraph.Fact> onCircles = new ArrayList<>();
        graph.circles().forEach(onCircles::addAll);
        List<LockGraph.Fact> facts = new ArrayList<>();
        for (LockGraph.Fact fact : graph.facts()) facts.add(onCircles.contains(fact) && fact.run().length > 0 ? walked(fact) : fact);
        return new LockGraph(facts, graph.inHandlers(), graph.open());
    }

    private LockGraph.Fact walked(LockGraph.Fact fact) {
        Model model = definition.build();
        Path path = new Path(model.machine());
        for (int move : fact.run()) {
            if (!model.machine().allows(move)) return fact;
            path.take(move);
        }
        for (LockGraph.Fact met : path.lockOrder().facts()) {
            if (met.held().equals(fact.held()) && met.taken().equals(fact.taken())) return fact.at(met.steps());
        }
        return fact;
    }
}

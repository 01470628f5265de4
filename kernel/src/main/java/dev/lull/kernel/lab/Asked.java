package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Counterexample;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.machine.Machine;

import java.util.List;

/** What an exploration was asked about: a Linux under load, or a model of the user's own. */
interface Asked {
    String title();

    /** On what it was asked: a line each. */
    List<String> about();

    /** The machine as it is built, for the texts on it. */
    Machine machine();

    /** The exploration of it, within bounds. */
    Exploration exploration(Bounds within);

    /** A counterexample told. */
    Story tell(Counterexample counterexample);
}

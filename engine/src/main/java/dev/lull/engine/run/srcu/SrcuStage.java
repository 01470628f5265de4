package dev.lull.engine.run.srcu;

import dev.lull.engine.linux.srcu.Holdoff;
import dev.lull.engine.linux.srcu.SrcuHeap;
import dev.lull.engine.linux.srcu.SrcuReader;
import dev.lull.engine.linux.srcu.SrcuSystem;
import dev.lull.engine.linux.srcu.SrcuUpdater;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.run.CannotHappen;
import dev.lull.engine.run.Path;

import java.util.ArrayList;
import java.util.List;

/**
 * What a step of a script may do to a domain. Everything here ends in moves, each checked to be possible at that moment; what is not
 * throws {@link CannotHappen}.
 */
public final class SrcuStage {
    private static final int PATIENCE = 100_000;

    private final SrcuSystem system;
    private final Machine machine;
    private final Path path;
    private final List<String> blames = new ArrayList<>();

    /** @param path what keeps the moves; {@code null} to keep none, and to note every blame and not only the first */
    SrcuStage(SrcuSystem system, Path path) {
        this.system = system;
        this.machine = system.machine();
        this.path = path;
    }

    /** The system on stage, to look at. */
    public SrcuSystem system() {
        return system;
    }

    /** The task of that name is told to call what it is for: {@code call("task/0")}. It has not begun yet. */
    public Actor call(String name) {
        for (SrcuUpdater updater : system.updaters()) if (updater.task().name().equals(name)) return begin(updater, updater.task(), name + " begins its call");
        throw new IllegalArgumentException("call(\"" + name + "\"): nobody here is called that. There are "
                + String.join(", ", system.updaters().stream().map(updater -> updater.task().name()).toList()) + ".");
    }

    /** The reader of that name is told to read: {@code read("reader/0")}. It has not begun yet. */
    public Actor read(String name) {
        return begin(reader(name), reader(name).task(), name + " begins to read");
    }

    /** The reader of that name enters its section. */
    public void enter(String name) {
        SrcuReader reader = reader(name);
        Actor actor = read(name);
        while (!reader.isInside()) actor.steps(1);
    }

    /** The reader of that name leaves its section. */
    public void leave(String name) {
        SrcuReader reader = reader(name);
        if (!reader.isInside()) throw new CannotHappen(name + " leaves its section", "it is in none");
        run(name).untilAsleep();
    }

    private SrcuReader reader(String name) {
        for (SrcuReader reader : system.readers()) if (reader.task().name().equals(name)) return reader;
        throw new IllegalArgumentException("\"" + name + "\" is no reader here. There are " + String.join(", ", system.readers().stream().map(reader -> reader.task().name()).toList()) + ".");
    }

    private Actor begin(MoveSource source, Context context, String asked) {
        if (source.alternatives() == 0) throw new CannotHappen(asked, "it has not come back from the last time, or may do so no more often");
        make(source);
        return new Actor(context);
    }

    /** The context of that name: {@code kworker/srcu_gp}, {@code kworker/0:srcu}, {@code task/0}, {@code reader/0}. */
    public Actor run(String name) {
        List<String> names = new ArrayList<>();
        for (Context context : machine.contexts()) {
            if (context.name().equals(name)) return new Actor(context);
            names.add(context.name());
        }
        throw new IllegalArgumentException("run(\"" + name + "\"): nobody here is called that. There are " + String.join(", ", names) + ".");
    }

    /** The next allocation of that part fails. */
    public void fail(SrcuHeap.Part part) {
        for (int position = 0; position < machine.sourceCount(); position++) {
            MoveSource source = machine.source(Machine.move(position, 0));
            if (source.environment() && source.alternatives() > 0 && source.describe(0).contains(part.fault())) {
                make(source);
                return;
            }
        }
        throw new CannotHappen("the " + part.fault() + " fails", "it may not, or not once more: say so in the scenario");
    }

    /** {@code exp_holdoff} passes. */
    public void holdoffPasses() {
        for (int position = 0; position < machine.sourceCount(); position++) {
            MoveSource source = machine.source(Machine.move(position, 0));
            if (source instanceof Holdoff && source.alternatives() > 0) make(source);
        }
    }

    /** One jiffy passes. Timers that are due have not fired yet. */
    public void tick() {
        make(machine.clock());
    }

    /** Time passes until that timer fires, and its handler runs. */
    public void fire(String name) {
        for (Timer timer : machine.timers()) {
            if (!timer.name().equals(name)) continue;
            if (!timer.isPending()) throw new CannotHappen(name + " fires", "it is not pending");
            while (timer.alternatives() == 0) tick();
            make(timer);
            run(name).untilAsleep();
            return;
        }
        throw new IllegalArgumentException("\"" + name + "\" is no timer. There are " + String.join(", ", machine.timers().stream().map(Timer::name).toList()) + ".");
    }

    /** Everybody but readers that are inside goes on, and time passes, until nothing is left to do. */
    public void settle() {
        for (int rounds = 0; rounds < PATIENCE; rounds++) {
            boolean moved = false;
            for (Context context : machine.contexts()) {
                while (isNoReaderInside(context) && context.canRun() && step(context)) moved = true;
            }
            for (Timer timer : machine.timers()) {
                if (moved || !timer.isPending()) continue;
                fire(timer.name());
                moved = true;
            }
            if (!moved) return;
        }
        throw new CannotHappen("all settles", "somebody goes on for ever");
    }

    private boolean isNoReaderInside(Context context) {
        for (SrcuReader reader : system.readers()) if (reader.task() == context && reader.isInside()) return false;
        return true;
    }

    /** What the machine has been blamed for, in order. */
    List<String> blames() {
        return List.copyOf(blames);
    }

    /** Makes a move; whether it changed anything. */
    private boolean make(MoveSource source) {
        long before = machine.memory().fingerprint();
        int move = machine.move(source, 0);
        if (path != null) path.take(move);
        else machine.take(move);
        String blame = path == null ? machine.takeBlame() : blames.isEmpty() ? path.blame() : null;
        if (blame != null) blames.add(blame);
        return machine.memory().fingerprint() != before;
    }

    private boolean step(Context context) {
        return make(context);
    }

    /** A context about to be told how far to run. */
    public final class Actor {
        private final Context context;

        private Actor(Context context) {
            this.context = context;
        }

        /** Runs, a step at least, until its next step is {@code label}, which is not done. */
        public Actor until(String label) {
            if (!context.labels().contains(label)) {
                throw new IllegalArgumentException("until(\"" + label + "\"): " + context.name() + " has no such label. It has " + String.join(", ", context.labels()) + ".");
            }
            String asked = context.name() + " runs until " + label;
            for (int taken = 0; taken < PATIENCE; taken++) {
                go(asked);
                if (context.label().name().equals(label)) return this;
            }
            throw new CannotHappen(asked, "after " + PATIENCE + " steps it has not come there");
        }

        /** Runs until it sleeps or, for a handler, has ended. */
        public Actor untilAsleep() {
            for (int taken = 0; context.canRun(); taken++) {
                if (taken == PATIENCE) throw new CannotHappen(context.name() + " runs until it sleeps", "after " + PATIENCE + " steps it is still awake");
                go(context.name() + " runs until it sleeps");
            }
            return this;
        }

        /** Takes {@code count} steps. */
        public Actor steps(int count) {
            for (int taken = 0; taken < count; taken++) go(context.name() + " takes a step");
            return this;
        }

        private void go(String asked) {
            if (!context.canRun()) throw new CannotHappen(asked, "it is asleep, or is not running, at " + context.label());
            int known = blames.size();
            if (step(context)) return;
            throw new CannotHappen(asked, blames.size() > known ? blames.get(known) : "it cannot go on from " + context.label());
        }
    }
}

package dev.lull.kernel.lab;

import dev.lull.engine.check.Invariant;
import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.run.Script;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.time.Nanos;
import dev.lull.kernel.display.Display;
import dev.lull.kernel.display.Progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Linux with load on it, about which something is to be found out. Immutable. */
public final class Experiment {
    private static final Offloading.Kthreads LINUX = new Offloading.Kthreads() { };

    private final Scenario scenario;
    private final Offloading.Kthreads kthreads;
    private final List<String> checked;

    Experiment(Scenario scenario) {
        this(scenario, LINUX, List.of());
    }

    private Experiment(Scenario scenario, Offloading.Kthreads kthreads, List<String> checked) {
        this.scenario = scenario;
        this.kthreads = kthreads;
        this.checked = List.copyOf(checked);
    }

    /**
     * Has an invariant of Linux looked at all the time, which finds a mistake before it does harm and costs some time:
     * {@code "desync"}, a deferral whose timer is not armed; {@code "conserve"}, a callback counted and on no list; {@code "assign"},
     * grace-period numbers out of order; {@code "tree"}, an rcu_node with a number of its own. Everything else is always checked.
     */
    public Experiment check(String invariant) {
        Invariant.named(invariant);
        List<String> more = new ArrayList<>(checked);
        more.add(invariant);
        return new Experiment(scenario, kthreads, more);
    }

    /**
     * The same with kthreads of your own, a patch tried out: subclass the one that the patch touches, and say here that it is to be
     * made instead of Lull's. {@link #explore}, {@link #simulate} and {@link #script} then run it.
     */
    public Experiment with(Offloading.Kthreads own) {
        return new Experiment(scenario, own, checked);
    }

    /** Adds load. */
    public Experiment load(Load load) {
        return new Experiment(scenario.load(load), kthreads, checked);
    }

    /** Lets the CPUs of a list take ticks, at which they do their own deferred wakeups; without it none does. */
    public Experiment ticksOn(String cpus) {
        return new Experiment(scenario.ticksOn(cpus), kthreads, checked);
    }

    /** Lets the CPUs of a list meet a rescue edge, at which they do their own deferred wakeups: {@code meets(IDLE, "0")}. */
    public Experiment meets(RescueEdge edge, String cpus) {
        return new Experiment(scenario.meets(edge, cpus), kthreads, checked);
    }

    /** The same on another Linux: the fix switched on. */
    public Experiment on(LinuxUnderTest other) {
        return new Experiment(scenario.on(other.settings()), kthreads, checked);
    }

    /** The scenario, as data. */
    public Scenario scenario() {
        return scenario;
    }

    /** Looks for an interleaving that breaks a rule. */
    public Answer explore() {
        return explore(Bounds.DEFAULT);
    }

    /** As {@link #explore()}, as far and in the order that {@code within} says. The stop button ends it with what is known. */
    public Answer explore(Bounds within) {
        Bounds bounds = within.checking(checked.toArray(new String[0]));
        return Exploring.run(exploration(bounds), new AskedOfLinux(scenario, bounds, kthreads == LINUX ? null : kthreads), bounds);
    }

    private Exploration exploration(Bounds bounds) {
        Exploration exploration = Exploration.of(scenario, bounds);
        return kthreads == LINUX ? exploration : exploration.with(kthreads);
    }

    /**
     * Runs it in virtual time: load arrives for {@code length}, then the run goes on until nothing moves any more. The stop
     * button ends it with what it has.
     */
    public TimedRun simulate(Seed seed, Nanos length) {
        try (Progress progress = Display.progress("simulating", length.count() / 1_000).of("virtual µs")) {
            SimulatedRun run = Simulation.of(scenario, seed.number(), length).checking(checked.toArray(new String[0])).build(build -> build.with(kthreads))
                    .telling((now, moves) -> progress.at(Math.min(now.count(), length.count()) / 1_000, String.format(Locale.ROOT, "%,d moves", moves))).run();
            progress.at(Math.min(run.ended().count(), length.count()) / 1_000, String.format(Locale.ROOT, "%,d moves", run.counts().moves()));
            progress.endsAs(run.ending().words());
            TimedRun timed = new TimedRun(run);
            if (Thread.interrupted()) System.out.println("STOPPED: " + run.verdict());
            return timed;
        }
    }

    /** The numbered steps of a mail, to be played on this scenario. */
    public MailScript script() {
        return new MailScript(Script.on(scenario).checking(checked.toArray(new String[0])).build(build -> build.with(kthreads)));
    }

    /** An empty script on this scenario as explorations see it: what a counterexample's cell begins with. */
    public MailScript replay() {
        return replay(Bounds.DEFAULT);
    }

    /** As {@link #replay()}, for an exploration within {@code bounds}. */
    public MailScript replay(Bounds bounds) {
        return new MailScript(Script.on(scenario).build(played -> LinuxSystem.Build.explored(bounds.gracePeriods()).with(kthreads).namingCallbacks()));
    }

    @Override public String toString() {
        StringBuilder out = new StringBuilder("\"" + scenario.title() + "\" on " + scenario.linux().describe());
        for (Load load : scenario.loads()) out.append("\n  ").append(load.describe());
        return out.toString();
    }
}

package dev.lull.engine.run;

import dev.lull.engine.check.AtRest;
import dev.lull.engine.check.Deadlock;
import dev.lull.engine.check.Invariant;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The numbered steps of a mail, to be played. Immutable; each call returns a longer script. When it begins all kthreads
 * sleep, but for those that {@link #justCreated} names.
 */
public final class Script {
    private final String title;
    private final Scenario scenario;
    private final UnaryOperator<LinuxSystem.Build> build;
    private final Watch watch;
    private final List<String> fresh;
    private final List<Invariant> invariants;
    private final List<Step> steps;

    /** One numbered step: what the mail says, what is done for it, and what must hold after it. */
    private record Step(String number, String words, Consumer<Stage> action, List<Expectation> expected) { }

    private record Expectation(String field, String value) { }

    private Script(String title, Scenario scenario, UnaryOperator<LinuxSystem.Build> build, Watch watch, List<String> fresh, List<Invariant> invariants, List<Step> steps) {
        this.title = title;
        this.scenario = scenario;
        this.build = build;
        this.watch = watch;
        this.fresh = List.copyOf(fresh);
        this.invariants = List.copyOf(invariants);
        this.steps = List.copyOf(steps);
    }

    /** An empty script on {@code linux}, on which every CPU may call call_rcu(); the first offloaded CPU's fields are watched. */
    public static Script on(Linux linux, String title) {
        Scenario scenario = Scenario.of(title, linux);
        for (int cpu = 0; cpu < linux.cpus(); cpu++) scenario = scenario.load(CallRcuLoad.callRcu().on(cpu).irqs(Irqs.EITHER).lazyOrHurry());
        return new Script(title, scenario, UnaryOperator.identity(), Watch.of(scenario), List.of(), List.of(), List.of());
    }

    /** An empty script on a scenario of your own. */
    public static Script on(Scenario scenario) {
        return new Script(scenario.title(), scenario, UnaryOperator.identity(), Watch.of(scenario), List.of(), List.of(), List.of());
    }

    /** Watches these fields instead. */
    public Script watch(Watch watch) {
        return new Script(title, scenario, build, watch, fresh, invariants, steps);
    }

    /** Builds the machine another way: kthreads of your own. */
    public Script build(UnaryOperator<LinuxSystem.Build> how) {
        return new Script(title, scenario, how, watch, fresh, invariants, steps);
    }

    /** Says which kthreads have been created and have not run yet when the script begins: {@code rcuop/0}. */
    public Script justCreated(String... kthreads) {
        return new Script(title, scenario, build, watch, List.of(kthreads), invariants, steps);
    }

    /** Has invariants of Linux looked at after every move of the machine: {@code "desync"}; see {@link Invariant}. */
    public Script checking(String... names) {
        List<Invariant> more = new ArrayList<>(invariants);
        for (String name : names) more.add(Invariant.named(name));
        return new Script(title, scenario, build, watch, fresh, more, steps);
    }

    /** Adds a step that is told by its number alone. */
    public Script step(String number, Consumer<Stage> action) {
        return step(number, "", action);
    }

    /**
     * Adds a step.
     *
     * @param number as the mail numbers it
     * @param words  what the mail says, shortened
     * @param action what it means
     */
    public Script step(String number, String words, Consumer<Stage> action) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(number, words, action, List.of()));
        return new Script(title, scenario, build, watch, fresh, invariants, more);
    }

    /** Says what a watched field must be after the step added last; otherwise the list is not a run of the code. */
    public Script expect(String field, Object value) {
        if (steps.isEmpty()) throw new IllegalStateException("expect(\"" + field + "\", ...) comes after a step: there is none yet");
        if (!watch.names().contains(field)) {
            throw new IllegalArgumentException("expect(\"" + field + "\", ...): no such field is watched. Watched are " + String.join(", ", watch.names()) + ".");
        }
        List<Step> more = new ArrayList<>(steps);
        Step last = more.remove(more.size() - 1);
        List<Expectation> expected = new ArrayList<>(last.expected());
        expected.add(new Expectation(field, value.toString()));
        more.add(new Step(last.number(), last.words(), last.action(), expected));
        return new Script(title, scenario, build, watch, fresh, invariants, more);
    }

    /** The same steps on another kernel. */
    public Script on(Linux other) {
        return new Script(title, scenario.on(other), build, watch, fresh, invariants, steps);
    }

    public String title() {
        return title;
    }

    /** Plays the steps, as far as they can be played. */
    public Play play() {
        LinuxSystem system = new LinuxSystem(scenario, build.apply(LinuxSystem.Build.played())).settle(fresh.toArray(new String[0]));
        Path path = new Path(system.machine()).watching(invariants.stream().flatMap(invariant -> invariant.of(system).stream()).toList());
        Stage stage = new Stage(system, path);
        List<Play.Row> rows = new ArrayList<>();
        for (Step step : steps) {
            int from = path.length();
            CannotHappen problem = null;
            try {
                step.action().accept(stage);
                check(step, system, path.since(from));
            } catch (CannotHappen cannot) {
                problem = cannot;
            }
            rows.add(new Play.Row(step.number(), step.words(), watch.read(system), path.since(from), problem == null ? null : problem.expected(), problem == null ? null : problem.instead()));
            if (problem != null) break;
        }
        return new Play(title, scenario, watch.names(), rows, steps.size() - rows.size(), path.moves(), path.withLocks(finding(system, path, rows)), path.known());
    }

    private void check(Step step, LinuxSystem system, List<Moment> done) {
        for (Expectation expected : step.expected()) {
            String is = watch.read(system, expected.field());
            if (!is.equals(expected.value())) {
                throw new CannotHappen("after it, " + expected.field() + " is " + expected.value(), expected.field() + " is " + is + did(done));
            }
        }
    }

    /** Who stepped from which labels: what the machine did instead. */
    private static String did(List<Moment> done) {
        StringBuilder out = new StringBuilder();
        String who = null;
        for (Moment moment : done) {
            if (!moment.step()) continue;
            if (!moment.who().equals(who)) out.append("; ").append(moment.who()).append(" did");
            who = moment.who();
            out.append(' ').append(moment.at().substring(moment.at().indexOf(": ") + 2));
        }
        return out.toString();
    }

    private static Finding finding(LinuxSystem system, Path path, List<Play.Row> rows) {
        if (path.blame() != null) return path.blamed();
        if (path.broken() != null) return path.broken();
        Finding deadlock = Deadlock.look(system.machine());
        if (deadlock != null) return deadlock;
        List<Finding> ordered = path.lockOrder().findings();
        if (!ordered.isEmpty()) return ordered.get(0);
        boolean stopped = !rows.isEmpty() && rows.get(rows.size() - 1).expected() != null;
        if (stopped || !Rest.isAtRest(system.machine())) return null;
        AtRest rest = new AtRest(system);
        return rest.awaitsTimer() ? null : rest.look();
    }
}

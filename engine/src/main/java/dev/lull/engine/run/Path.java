package dev.lull.engine.run;

import dev.lull.engine.check.Guards;
import dev.lull.engine.check.LockGraph;
import dev.lull.engine.check.LockOrder;
import dev.lull.engine.machine.Allocation;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Footprint;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Rule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Makes moves and tells each: who, from which label, what was read and what changed. */
public final class Path {
    private final Machine machine;
    private final Memory memory;
    private final Footprint footprint = new Footprint();
    private final Guards guards;
    private final LockOrder locks;
    private final List<Moment> moments = new ArrayList<>();
    private List<Rule> rules = List.of();
    private String blame;
    private Finding broken;

    public Path(Machine machine) {
        this.machine = machine;
        this.memory = machine.memory();
        guards = new Guards(machine, footprint);
        locks = new LockOrder().countingSteps().watch(machine);
    }

    /** Makes a move, which must be possible. */
    public Moment take(int move) {
        MoveSource source = machine.source(move);
        String who = source.follower() == null ? "" : source.follower().name();
        String at = source instanceof Context context ? context.executing().name() + ": " + context.label() : machine.describe(move);
        String words = source instanceof Context context ? StepLabel.wordsOf(context.label()) : machine.describe(move);
        int size = memory.size();
        long[] before = new long[size];
        for (int slot = 0; slot < size; slot++) before[slot] = memory.peek(slot);
        footprint.clear();
        String breach = guards.take(move);
        String noted = machine.takeBlame();
        if (blame == null) blame = noted != null ? noted : breach;
        locks.stepMade();
        Moment moment = new Moment(move, who, source instanceof Context, at, words, read(), changes(before));
        moments.add(moment);
        if (broken == null) lookAtRules(moment);
        return moment;
    }

    /** Has these looked at after every move. */
    public Path watching(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        return this;
    }

    private void lookAtRules(Moment moment) {
        for (Rule rule : rules) {
            if (rule.holds().getAsBoolean()) continue;
            broken = new Finding(Finding.Kind.BROKEN_RULE, "it is not true that " + rule.says(),
                    List.of("since move " + moments.size() + ": " + (moment.step() ? moment.who() + ", in " : "") + moment.at()));
            return;
        }
    }

    /** The first of the watched rules that was broken; {@code null} for none. */
    public Finding broken() {
        return broken;
    }

    /** A finding with who has held which lock since which step, if it is about contexts that wait for each other. */
    public Finding withLocks(Finding finding) {
        if (finding == null || finding.kind() != Finding.Kind.DEADLOCK) return finding;
        List<String> why = new ArrayList<>(finding.why());
        why.addAll(locks.held());
        return new Finding(finding.kind(), finding.title(), why);
    }

    private List<String> read() {
        List<String> names = new ArrayList<>();
        BitSet slots = footprint.reads();
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
            if (memory.owner(slot) == Memory.SHARED) names.add(memory.name(slot));
        }
        return names;
    }

    private List<Moment.Change> changes(long[] before) {
        List<Moment.Change> changes = new ArrayList<>();
        for (int slot = 0; slot < before.length; slot++) {
            if (memory.owner(slot) == Memory.SHARED && memory.peek(slot) != before[slot]) {
                changes.add(new Moment.Change(memory.name(slot), before[slot], memory.peek(slot)));
            }
        }
        return changes;
    }

    public int length() {
        return moments.size();
    }

    /** The moves made, told. */
    public List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** Those from {@code from} on. */
    List<Moment> since(int from) {
        return List.copyOf(moments.subList(from, moments.size()));
    }

    /** The moves' numbers: the tape. */
    public int[] moves() {
        return moments.stream().mapToInt(Moment::move).toArray();
    }

    /** In which order locks were taken so far. */
    public LockGraph lockOrder() {
        return locks.graph();
    }

    /** Accesses without lock that are known to be mistakes, a sentence each. */
    public List<String> known() {
        return guards.known();
    }

    /** The first thing done that Linux must not do, or {@code null}. */
    public String blame() {
        return blame;
    }

    /** The same as a finding; about memory that comes and goes, it names the moves that made of it what it is. */
    public Finding blamed() {
        Finding finding = Finding.blamed(blame);
        List<String> why = new ArrayList<>(finding.why());
        for (Allocation allocation : machine.guarded().allocations()) {
            if (!blame.contains(allocation.name())) continue;
            for (int move = 0; move < moments.size(); move++) {
                Moment moment = moments.get(move);
                List<String> changed = new ArrayList<>();
                for (Moment.Change change : moment.changes()) if (change.word().startsWith(allocation.name() + ".")) changed.add(change.toString());
                if (!changed.isEmpty()) why.add("move " + (move + 1) + ": " + (moment.step() ? moment.who() + ", in " : "") + moment.at() + " (" + String.join(", ", changed) + ")");
            }
        }
        return new Finding(finding.kind(), finding.title(), why);
    }
}

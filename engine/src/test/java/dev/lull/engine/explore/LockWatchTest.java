package dev.lull.engine.explore;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;
import dev.lull.engine.check.Guards;
import dev.lull.engine.check.LockGraph;
import dev.lull.engine.check.LockOrder;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps that are known by heart tell of locks what they would tell if each were executed again. */
class LockWatchTest {
    private static final int PROGRAMS = 60;

    private enum Op { LOCK, UNLOCK, CALL, WORD, IRQS_OFF, IRQS_ON }

    private record Instruction(Op op, int on) { }

    /** A routine that several places call, with other locks held: what it does must not be learned for all from one. */
    private static final class Shared extends Code<Shared.At> {
        enum At { TAKE, TOUCH, DROP }

        private final SpinLock lock;
        private final Word word;

        Shared(Context self, SpinLock lock, Word word) {
            super(self, "shared", At.class);
            this.lock = lock;
            this.word = word;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case TAKE -> acquire(lock) ? At.TOUCH : at;
                case TOUCH -> {
                    word.set(1 - word.get());
                    yield At.DROP;
                }
                case DROP -> {
                    release(lock);
                    yield finish();
                }
            };
        }
    }

    private static final class Runner extends Kthread<Runner.At> {
        enum At { S0, S1, S2, S3, S4, S5, S6, S7, S8, LAST }

        private final Parts parts;
        private final List<Instruction> text;
        private final Shared shared;
        private final WaitQueue end;

        Runner(Machine machine, String name, Parts parts, List<Instruction> text) {
            super(machine, name, name, At.class);
            this.parts = parts;
            this.text = text;
            shared = new Shared(self(), parts.inner, parts.words[0]);
            end = machine.waitQueue(name + ".end").admit(task());
        }

        @Override protected At step(At at) {
            if (at.ordinal() >= text.size()) return sleepOn(end, at);
            Instruction next = text.get(at.ordinal());
            At then = At.values()[at.ordinal() + 1];
            return switch (next.op()) {
                case LOCK -> take(parts.locks.get(next.on())) ? then : at;
                case UNLOCK -> {
                    drop(parts.locks.get(next.on()));
                    yield then;
                }
                case CALL -> call(shared, then);
                case WORD -> {
                    parts.words[next.on()].set(1 - parts.words[next.on()].get());
                    yield then;
                }
                case IRQS_OFF -> {
                    irqsOff();
                    yield then;
                }
                case IRQS_ON -> {
                    irqsOn();
                    yield then;
                }
            };
        }

        private boolean take(Lock lock) {
            if (lock instanceof SpinLock spin) return acquire(spin);
            return lock instanceof Mutex mutex ? acquire(mutex) : acquireToRead((RwSemaphore) lock);
        }

        private void drop(Lock lock) {
            if (lock instanceof SpinLock spin) release(spin);
            else if (lock instanceof Mutex mutex) release(mutex);
            else release((RwSemaphore) lock);
        }
    }

    private static final class Parts {
        final List<Lock> locks = new ArrayList<>();
        final SpinLock inner;
        final Word[] words = new Word[3];

        Parts(Machine machine) {
            locks.add(machine.rwSemaphore("semaphore", false));
            locks.add(machine.mutex("mutex"));
            locks.add(machine.spinLock("a"));
            locks.add(machine.spinLock("b"));
            inner = machine.spinLock("inner");
            for (int i = 0; i < words.length; i++) words[i] = machine.memory().struct("shared").word("w" + i, Range.upTo(1));
        }
    }

    /** Locks in any order, each dropped in the end; those that are slept for outermost, and with interrupts on. */
    private static List<Instruction> text(Choices chance) {
        List<Instruction> text = new ArrayList<>();
        Deque<Integer> held = new ArrayDeque<>();
        boolean off = false;
        boolean spins = false;
        for (int step = 0; step < 5; step++) {
            switch (chance.pick("what", 6)) {
                case 0, 1 -> {
                    int lock = chance.pick("lock", 4);
                    boolean atomic = spins || off;
                    if (held.contains(lock) || held.size() == 2 || lock < 2 && atomic) continue;
                    held.push(lock);
                    spins |= lock >= 2;
                    text.add(new Instruction(Op.LOCK, lock));
                }
                case 2 -> text.add(new Instruction(Op.CALL, 0));
                case 3 -> text.add(new Instruction(Op.WORD, chance.pick("word", 3)));
                case 4 -> {
                    text.add(new Instruction(off ? Op.IRQS_ON : Op.IRQS_OFF, 0));
                    off = !off;
                }
                default -> {
                    if (held.isEmpty()) continue;
                    text.add(new Instruction(Op.UNLOCK, held.pop()));
                    spins = held.stream().anyMatch(lock -> lock >= 2);
                }
            }
        }
        while (!held.isEmpty()) text.add(new Instruction(Op.UNLOCK, held.pop()));
        return text;
    }

    private static Definition drawn(int seed, boolean guarded) {
        Seeded chance = new Seeded(seed);
        List<List<Instruction>> texts = List.of(text(chance), text(chance));
        return Definition.of("locks", setup -> {
            Machine machine = setup.machine();
            Parts parts = new Parts(machine);
            if (guarded) {
                machine.guarded().by(parts.inner, parts.words[0]);
                machine.guarded().by(parts.locks.get(2), parts.words[1]);
                machine.guarded().writesBy(parts.locks.get(1), parts.words[2]);
            }
            for (int task = 0; task < texts.size(); task++) new Runner(machine, "task" + task, parts, texts.get(task));
        });
    }

    /** The plainest walk: every step of every state executed. Where a guarded word is touched without its lock it says so and goes no further. */
    private static SortedSet<String> executed(Definition definition, LockOrder order) {
        SortedSet<String> breaches = new TreeSet<>();
        Machine machine = definition.build().machine();
        order.watch(machine);
        Guards guards = new Guards(machine);
        Set<Long> known = new HashSet<>();
        Deque<Snapshot> open = new ArrayDeque<>(List.of(machine.memory().snapshot()));
        int[] moves = new int[machine.moveLimit()];
        while (!open.isEmpty()) {
            Snapshot here = open.removeFirst();
            machine.memory().restore(here);
            int count = machine.moves(moves);
            for (int i = 0; i < count; i++) {
                machine.memory().restore(here);
                if (machine.source(moves[i]) == machine.clock()) continue;
                String breach = guards.take(moves[i]);
                order.stepMade();
                if (breach != null) breaches.add(breach);
                else if (machine.takeBlame() == null && known.add(machine.memory().fingerprint())) open.add(machine.memory().snapshot());
            }
        }
        return breaches;
    }

    private static Set<String> told(LockGraph graph) {
        Set<String> told = graph.facts().stream().map(fact -> fact.held() + " -> " + fact.taken()).collect(Collectors.toCollection(TreeSet::new));
        graph.open().forEach(use -> told.add("open " + use.lock()));
        graph.inHandlers().forEach(use -> told.add("handler " + use.lock()));
        return told;
    }

    @Test void a_whole_exploration_knows_the_order_of_locks_that_executing_every_step_tells() {
        int ordered = 0;
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            Definition program = drawn(seed, false);
            LockOrder order = new LockOrder();
            executed(program, order);

            Verdict reduced = Exploration.of(program, Bounds.DEFAULT.shortest()).run(Progress.SILENT);
            Verdict whole = Exploration.of(program, Bounds.DEFAULT.shortest()).unreduced().run(Progress.SILENT);

            if (reduced.isViolated()) continue;         // a deadlock ends the search early
            assertThat(told(reduced.lockOrder())).as("program of seed %d", seed).isEqualTo(told(order.graph())).isEqualTo(told(whole.lockOrder()));
            if (!order.graph().isEmpty()) ordered++;
        }
        assertThat(ordered).isGreaterThan(PROGRAMS / 8);
    }

    @Test void it_finds_an_access_without_lock_when_and_only_when_some_step_is_one() {
        int broken = 0;
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            Definition program = drawn(seed, true);
            SortedSet<String> breaches = executed(program, new LockOrder());

            Verdict verdict = Exploration.of(program, Bounds.DEFAULT.shortest()).run(Progress.SILENT);

            if (breaches.isEmpty()) {
                if (verdict.isViolated()) assertThat(verdict.counterexample().walk().finding().title()).as("program of seed %d", seed).doesNotContain("access without lock");
                continue;
            }
            broken++;
            assertThat(verdict.isViolated()).as("program of seed %d", seed).isTrue();
            String found = verdict.counterexample().walk().finding().title();
            if (found.startsWith("access")) assertThat(breaches).as("program of seed %d", seed).contains(found);
        }
        assertThat(broken).isGreaterThan(PROGRAMS / 4);
    }

    /** Two locks in either order, but never by two at once: a third lock is taken first. */
    private static final Definition GATED = Definition.of("a gate", setup -> {
        Machine machine = setup.machine();
        Mutex gate = machine.mutex("gate");
        SpinLock a = machine.spinLock("a");
        SpinLock b = machine.spinLock("b");
        new Gated(machine, "one", gate, a, b);
        new Gated(machine, "two", gate, b, a);
    });

    private static final class Gated extends Kthread<Gated.At> {
        enum At { GATE, FIRST, SECOND, DROP }

        private final Mutex gate;
        private final SpinLock first;
        private final SpinLock second;

        Gated(Machine machine, String name, Mutex gate, SpinLock first, SpinLock second) {
            super(machine, name, "gated", At.class);
            this.gate = gate;
            this.first = first;
            this.second = second;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case GATE -> acquire(gate) ? At.FIRST : at;
                case FIRST -> acquire(first) ? At.SECOND : at;
                case SECOND -> acquire(second) ? At.DROP : at;
                case DROP -> {
                    release(second);
                    release(first);
                    release(gate);
                    yield At.GATE;
                }
            };
        }
    }

    @Test void a_circle_that_no_run_came_to_harm_by_is_told_with_the_steps_that_make_it() {
        Verdict verdict = Exploration.of(GATED, Bounds.DEFAULT.shortest()).run(Progress.SILENT);

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.suspicions()).hasSize(1);
        assertThat(verdict.suspicions().get(0).toString()).isEqualTo("""
                lock order: possible circular locking: b before a before b
                  - two takes a while it holds b, in gated() at SECOND (step 3 of a run; b since step 2, in gated() at FIRST)
                  - one takes b while it holds a, in gated() at SECOND (step 3 of a run; a since step 2, in gated() at FIRST)
                  - if all of them do so at once, none of them goes on""");
    }

    /** Takes a lock that a timer's handler takes, too. */
    private static final class Careless extends Kthread<Careless.At> {
        enum At { ARM, TAKE, DROP }

        private final Timer timer;
        private final SpinLock lock;
        private final boolean careful;

        Careless(Machine machine, SpinLock lock, boolean careful) {
            super(machine, "careless", "careless", At.class);
            this.lock = lock;
            this.careful = careful;
            timer = machine.timer("timer");
            new Handler(timer.handler(), lock);
        }

        @Override protected At step(At at) {
            return switch (at) {
                case ARM -> {
                    arm(timer, machine().jiffies() + 1);
                    yield At.TAKE;
                }
                case TAKE -> {
                    if (!acquire(lock)) yield at;
                    if (careful) irqsOff();
                    yield At.DROP;
                }
                case DROP -> {
                    release(lock);
                    irqsOn();
                    yield At.ARM;
                }
            };
        }
    }

    private static final class Handler extends Code<Handler.At> {
        enum At { TAKE, DROP }

        private final SpinLock lock;

        Handler(Context self, SpinLock lock) {
            super(self, "handler", At.class);
            this.lock = lock;
        }

        @Override protected At step(At at) {
            if (at == At.TAKE) return acquire(lock) ? At.DROP : at;
            release(lock);
            return finish();
        }
    }

    private static Verdict handled(boolean careful) {
        return Exploration.of(Definition.of("handler", setup -> new Careless(setup.machine(), setup.machine().spinLock("l"), careful)), Bounds.DEFAULT.shortest()).run(Progress.SILENT);
    }

    @Test void a_lock_that_a_handler_takes_must_not_be_held_with_handlers_let_in() {
        assertThat(handled(true).suspicions()).isEmpty();
        assertThat(handled(false).suspicions()).extracting(Object::toString).containsExactly("""
                lock order: inconsistent use of l: a handler takes it, and a task holds it with handlers let in
                  - timer takes l in a handler, in handler() at TAKE
                  - careless holds l with interrupts and bottom halves on, in careless() at TAKE
                  - a handler that begins on that CPU meanwhile waits for the task below it""");
    }

    @Test void two_threads_see_the_same_locks() {
        assertThat(told(Exploration.of(GATED, Bounds.DEFAULT.shortest().threads(2)).run(Progress.SILENT).lockOrder()))
                .isEqualTo(told(Exploration.of(GATED, Bounds.DEFAULT.shortest()).run(Progress.SILENT).lockOrder()));
    }
}

package dev.lull.engine.explore;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;

import java.util.ArrayList;
import java.util.List;

/** Small programs drawn by chance: two or three tasks, each a few steps on two locks, three words and a wait queue. */
final class AnyProgram {
    private static final int MOST_STEPS = 7;
    private static final Op[] OPS = Op.values();

    private AnyProgram() {
    }

    private enum Op { LOAD, STORE, ADD, LOCK, UNLOCK, TRYLOCK, SLEEP_UNLESS, WAKE, LOCAL, LOCAL_AGAIN }

    private record Instruction(Op op, int on, int value) { }

    private static List<Instruction> text(Choices chance) {
        List<Instruction> text = new ArrayList<>();
        int steps = 3 + chance.pick("steps", MOST_STEPS - 2);
        int held = -1;
        while (text.size() < steps) {
            Op op = OPS[chance.pick("op", OPS.length)];
            int on = chance.pick("on", op == Op.LOCK || op == Op.TRYLOCK ? 2 : 3);
            if (op == Op.UNLOCK) {
                if (held < 0) continue;
                on = held;
                held = -1;
            }
            if (op == Op.LOCK) held = on;
            text.add(new Instruction(op, on, 1 + chance.pick("value", 2)));
        }
        return text;
    }

    /** A program of that choice; the same choice always gives the same. */
    static Definition drawn(Choices chance) {
        int tasks = 2 + chance.pick("a third task?", 3) / 2;
        List<List<Instruction>> texts = new ArrayList<>();
        for (int task = 0; task < tasks; task++) texts.add(text(chance));
        boolean ruled = chance.pick("a rule?", 3) == 0;
        return Definition.of("any program", setup -> {
            Machine machine = setup.machine();
            Shared shared = new Shared(machine);
            List<Runner> runners = new ArrayList<>();
            for (int task = 0; task < texts.size(); task++) runners.add(new Runner(machine, "task" + task, shared, texts.get(task)));
            for (Runner runner : runners) shared.queue.admit(runner.task());
            if (ruled) setup.always("the first word stays below three", () -> shared.words[0].peek() < 3);
            setup.owed("the last word is two", () -> shared.words[2].peek() == 2);
        });
    }

    private static final class Shared {
        final SpinLock[] locks;
        final Word[] words;
        final WaitQueue queue;

        Shared(Machine machine) {
            locks = new SpinLock[] {machine.spinLock("a"), machine.spinLock("b")};
            words = new Word[3];
            for (int i = 0; i < 3; i++) words[i] = machine.memory().struct("shared").word("w" + i, Range.upTo(40));
            queue = machine.waitQueue("queue");
        }
    }

    /** Its labels are the places of the instructions; LAST is where it stays. */
    private static final class Runner extends Kthread<Runner.At> {
        enum At { S0, S1, S2, S3, S4, S5, S6, S7, LAST }

        private static final At[] PLACES = At.values();

        private final Shared shared;
        private final List<Instruction> text;
        private final Word local;
        private final WaitQueue end;

        Runner(Machine machine, String name, Shared shared, List<Instruction> text) {
            super(machine, name, name, At.class);
            this.shared = shared;
            this.text = text;
            local = local("local", Range.upTo(40));
            end = machine.waitQueue(name + ".end").admit(task());
        }

        @Override protected At step(At at) {
            if (at == At.LAST || at.ordinal() >= text.size()) return sleepOn(end, At.LAST);
            Instruction next = text.get(at.ordinal());
            At then = at.ordinal() + 1 == text.size() ? At.LAST : PLACES[at.ordinal() + 1];
            return switch (next.op()) {
                case LOAD -> {
                    local.set(shared.words[next.on()].get());
                    yield then;
                }
                case STORE -> {
                    shared.words[next.on()].set(next.value());
                    yield then;
                }
                case ADD -> {
                    shared.words[next.on()].set(Math.min(40, local.get() + next.value()));
                    yield then;
                }
                case LOCK -> shared.locks[next.on()].isOwnedBy(task()) || acquire(shared.locks[next.on()]) ? then : at;
                case UNLOCK -> {
                    if (shared.locks[next.on()].isOwnedBy(task())) release(shared.locks[next.on()]);
                    yield then;
                }
                case TRYLOCK -> {
                    local.set(tryAcquire(shared.locks[next.on()]) ? 1 : 0);
                    yield then;
                }
                case SLEEP_UNLESS -> shared.words[next.on()].get() == 0 && !holdsSpinlock() ? sleepOn(shared.queue, at) : then;
                case WAKE -> {
                    wakeOne(shared.queue);
                    yield then;
                }
                case LOCAL -> {
                    local.set(next.value());
                    yield then;
                }
                case LOCAL_AGAIN -> {
                    local.set(Math.min(40, local.get() + 1));
                    yield then;
                }
            };
        }

        private boolean holdsSpinlock() {
            return task().holdsSpinlock();
        }
    }
}

package dev.lull.engine.explore;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Interchangeable;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.system.LinuxSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Of states that differ only in which of several equals is which one is enough, as long as they are equals. */
class SymmetryTest {
    private static Verdict explore(Scenario scenario, Bounds bounds) {
        return Exploration.of(scenario, bounds).run(Progress.SILENT);
    }

    private static String saysInterchangeable(Verdict verdict) {
        return verdict.assumptions().stream().filter(line -> line.contains("interchangeable")).findFirst().orElse("");
    }

    // ---- CPUs -------------------------------------------------------------------------------------------------

    private static Scenario twoAlike(String version, int calls, Irqs irqs) {
        return Scenario.of("two alike", Linux.version(version).cpus(2).gpStride(1).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on("all").times(calls).irqs(irqs));
    }

    @ParameterizedTest @CsvSource({"5.12, 0", "5.13, 1", "6.1, 0"})
    void two_cpus_with_equal_loads_need_about_half_the_states(String version, int preemptions) {
        Scenario scenario = twoAlike(version, 1, Irqs.ON);
        Bounds bounds = Bounds.DEFAULT.preemptions(preemptions);

        Verdict one = explore(scenario, bounds);
        Verdict both = Exploration.of(scenario, bounds).tellingApart().run(Progress.SILENT);

        assertThat(saysInterchangeable(one)).startsWith("CPUs 0 and 1 are interchangeable");
        assertThat(saysInterchangeable(both)).isEmpty();
        assertThat(one.outcome()).isEqualTo(both.outcome());
        assertThat(one.states()).isLessThan(both.states() * 6 / 10).isGreaterThanOrEqualTo(both.states() / 2);
    }

    /** The scenario, with a rule that it breaks: callbacks of both CPUs never wait for grace periods at once. */
    private static Definition forbidden(Scenario scenario) {
        LinuxDefinition linux = new LinuxDefinition(scenario, LinuxSystem.Build.explored(GpKthread.Grain.COARSE));
        return new Definition() {
            @Override public String title() {
                return scenario.title();
            }

            @Override public Model build() {
                Model model = linux.build();
                Memory memory = model.machine().memory();
                int[] waiting = IntStream.range(0, memory.size()).filter(slot -> memory.name(slot).endsWith("cblist.wait.len")).toArray();
                return new Model() {
                    @Override public Machine machine() {
                        return model.machine();
                    }

                    @Override public List<Rule> always() {
                        return List.of(new Rule("some CPU has nothing waiting", () -> memory.peek(waiting[0]) == 0 | memory.peek(waiting[1]) == 0));
                    }

                    @Override public List<Interchangeable> interchangeable() {
                        return model.interchangeable();
                    }

                    @Override public void normalise() {
                        model.normalise();
                    }
                };
            }
        };
    }

    @ParameterizedTest @CsvSource({"5.12, 0", "5.14, 1", "6.1, 1"}) void a_violation_found_among_equal_cpus_can_be_walked(String version, int preemptions) {
        Definition definition = forbidden(twoAlike(version, 1, Irqs.ON));
        Bounds bounds = Bounds.DEFAULT.preemptions(preemptions);

        Verdict one = Exploration.of(definition, bounds).run(Progress.SILENT);
        Verdict both = Exploration.of(definition, bounds).tellingApart().run(Progress.SILENT);

        assertThat(saysInterchangeable(one)).startsWith("CPUs 0 and 1");
        assertThat(one.isViolated()).isTrue();
        assertThat(one.states()).isLessThan(both.states());
        assertThat(one.counterexample().walk().finding().kind()).isEqualTo(Finding.Kind.BROKEN_RULE);
        assertThat(one.counterexample().preemptions()).isEqualTo(both.counterexample().preemptions());
    }

    @Test void cpus_with_different_loads_are_told_apart() {
        Scenario scenario = Scenario.of("different", Linux.version("5.14").cpus(2).gpStride(1))
                .load(CallRcuLoad.callRcu().on(0).times(1))
                .load(ReaderLoad.reader().on(1).times(1));

        assertThat(saysInterchangeable(explore(scenario, Bounds.DEFAULT.preemptions(0)))).isEmpty();
    }

    // ---- a user's own -----------------------------------------------------------------------------------------

    private enum At { ENTER, READ, WRITE, LEAVE, SLEEP, DONE }

    /** Counts up a common counter {@code rounds} times, with a lock or without; then it sleeps for good, or wakes a sleeper. */
    private static final class Counter extends Kthread<At> {
        private final SpinLock lock;                // null: none
        private final Word counter;
        private final Word seen;
        private final Word left;
        private final WaitQueue queue;

        Counter(Machine machine, String name, SpinLock lock, Word counter, WaitQueue queue, int rounds) {
            super(machine, name, "counter", At.class);
            this.lock = lock;
            this.counter = counter;
            this.queue = queue;
            seen = machine.memory().struct(name + " keeps").word("seen", Range.upTo(31));
            left = machine.memory().struct(name + " keeps").word("left", Range.upTo(7), rounds);
            queue.admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case ENTER -> lock == null || acquire(lock) ? At.READ : at;
                case READ -> {
                    seen.set(counter.get());
                    yield At.WRITE;
                }
                case WRITE -> {
                    counter.set(seen.get() + 1);
                    left.add(-1);
                    yield At.LEAVE;
                }
                case LEAVE -> {
                    if (lock != null) release(lock);
                    yield left.get() > 0 ? At.ENTER : At.SLEEP;
                }
                case SLEEP -> {
                    wakeAll(queue);
                    yield sleepOn(queue, At.DONE);
                }
                case DONE -> sleepOn(queue, At.DONE);
            };
        }
    }

    /** So many kthreads, all with the same rounds but the last, whom {@code more} are given. */
    private static Definition counters(int count, int rounds, int more, boolean locked, boolean declared) {
        return Definition.of("counters", setup -> {
            Machine machine = setup.machine();
            SpinLock lock = locked ? machine.spinLock("lock") : null;
            Word counter = machine.memory().struct("common").word("counter", Range.upTo(31));
            WaitQueue queue = machine.waitQueue("queue");
            List<List<String>> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "thread " + i;
                new Counter(machine, name, lock, counter, queue, rounds + (i == count - 1 ? more : 0));
                parts.add(List.of(name, name + " keeps"));
            }
            setup.always("the counter is 4 at most", () -> counter.peek() <= 4);
            if (declared) setup.interchangeable(parts);
        });
    }

    private static Verdict explore(Definition definition) {
        return Exploration.of(definition, Bounds.DEFAULT.shortest()).run(Progress.SILENT);
    }

    @Test void three_equal_kthreads_need_nearly_a_sixth_of_the_states() {
        Verdict one = explore(counters(3, 1, 0, false, true));
        Verdict all = explore(counters(3, 1, 0, false, false));

        assertThat(saysInterchangeable(one)).contains("thread 0", "thread 2", "are interchangeable");
        assertThat(one.outcome()).isEqualTo(all.outcome());
        assertThat(one.states()).isLessThan(all.states() / 3).isGreaterThanOrEqualTo(all.states() / 6);
    }

    @Test void a_broken_rule_among_equals_is_as_near_as_ever_and_can_be_walked() {
        Verdict one = explore(counters(3, 2, 0, true, true));
        Verdict all = explore(counters(3, 2, 0, true, false));

        assertThat(one.isViolated()).isTrue();
        assertThat(one.counterexample().length()).isEqualTo(all.counterexample().length());
        assertThat(one.counterexample().walk().finding().kind()).isEqualTo(Finding.Kind.BROKEN_RULE);
        assertThat(one.states()).isLessThan(all.states());
    }

    @Test void equals_that_begin_differently_are_equals_all_the_same() {
        Verdict one = explore(counters(2, 1, 1, false, true));
        Verdict all = explore(counters(2, 1, 1, false, false));

        assertThat(saysInterchangeable(one)).contains("are interchangeable");
        assertThat(one.resting()).isLessThanOrEqualTo(all.resting());
        assertThat(one.outcome()).isEqualTo(all.outcome());
    }

    // ---- lies -------------------------------------------------------------------------------------------------

    private enum Mark { WRITE, REST }

    /** Writes a number of its own into a common word, and sleeps for good. */
    private static final class Writer extends Kthread<Mark> {
        private final Word word;
        private final int number;
        private final WaitQueue queue;

        Writer(Machine machine, String name, Word word, int number, WaitQueue queue) {
            super(machine, name, "writer", Mark.class);
            this.word = word;
            this.number = number;
            this.queue = queue.admit(task());
        }

        @Override protected Mark step(Mark at) {
            return switch (at) {
                case WRITE -> {
                    word.set(number);
                    yield Mark.REST;
                }
                case REST -> sleepOn(queue, Mark.REST);
            };
        }
    }

    private static Definition writers(int one, int other, int forbidden, boolean named) {
        return Definition.of("writers", setup -> {
            Machine machine = setup.machine();
            Word word = machine.memory().struct("common").word("word", Range.upTo(7));
            WaitQueue queue = machine.waitQueue("queue");
            new Writer(machine, "one", word, one, queue);
            new Writer(machine, "two", word, other, queue);
            setup.always("the word is not " + forbidden, () -> word.peek() != forbidden);
            setup.interchangeable("one", named ? "two" : "three");
        });
    }

    @Test void kthreads_that_do_different_things_are_found_out_and_told_apart() {
        Verdict verdict = explore(writers(1, 2, 3, true));

        assertThat(verdict.holds()).isTrue();
        assertThat(saysInterchangeable(verdict)).startsWith("what was said to be interchangeable is not");
        assertThat(explore(writers(1, 2, 2, true)).counterexample().walk().finding().kind()).isEqualTo(Finding.Kind.BROKEN_RULE);
        assertThat(explore(writers(1, 2, 1, true)).isViolated()).isTrue();
        assertThat(saysInterchangeable(explore(writers(4, 4, 3, true)))).startsWith("one, two are interchangeable");
    }

    @Test void a_part_that_does_not_exist_is_no_equal() {
        assertThat(saysInterchangeable(explore(writers(4, 4, 3, false)))).startsWith("what was said to be interchangeable is not").contains("three");
    }

    @Test void a_number_of_a_kthread_that_nobody_announced_is_found_out() {
        Definition secret = Definition.of("a secret number", setup -> {
            Machine machine = setup.machine();
            Word last = machine.memory().struct("common").word("last", Range.upTo(7));
            WaitQueue queue = machine.waitQueue("queue");
            for (int i = 0; i < 2; i++) new Writer(machine, "thread " + i, last, i + 1, queue);
            setup.interchangeable("thread 0", "thread 1");
        });
        Definition announced = Definition.of("the same, announced", setup -> {
            Machine machine = setup.machine();
            Word last = machine.identities().context(machine.memory().struct("common").word("last", Range.upTo(7)));
            WaitQueue queue = machine.waitQueue("queue");
            for (int i = 0; i < 2; i++) new Writer(machine, "thread " + i, last, i + 1, queue);
            setup.interchangeable("thread 0", "thread 1");
        });

        assertThat(saysInterchangeable(explore(secret))).startsWith("what was said to be interchangeable is not");
        assertThat(saysInterchangeable(explore(announced))).startsWith("thread 0, thread 1 are interchangeable");
        assertThat(explore(announced).states()).isLessThan(explore(secret).states());
    }

    // ---- any --------------------------------------------------------------------------------------------------

    private static Definition anyModel(Choices chance) {
        int count = 2 + chance.pick("kthreads", 3);
        int rounds = 1 + chance.pick("rounds", count == 2 ? 3 : 1);
        return counters(count, rounds, chance.pick("more", 2), chance.pick("locked?", 2) == 0, true);
    }

    @Test void with_equals_taken_for_one_every_model_comes_to_the_verdict_it_comes_to_unreduced() {
        for (int seed = 1; seed <= 16; seed++) {
            Definition definition = anyModel(new Seeded(seed));

            Verdict one = explore(definition);
            Verdict all = Exploration.of(definition, Bounds.DEFAULT.shortest()).unreduced().run(Progress.SILENT);

            assertThat(saysInterchangeable(one)).as("seed %d", seed).contains("are interchangeable");
            assertThat(one.outcome()).as("seed %d", seed).isEqualTo(all.outcome());
            assertThat(one.states()).as("seed %d", seed).isLessThan(all.states());
            if (one.isViolated()) assertThat(one.counterexample().walk().finding().kind()).as("seed %d", seed).isEqualTo(all.counterexample().walk().finding().kind());
        }
    }
}

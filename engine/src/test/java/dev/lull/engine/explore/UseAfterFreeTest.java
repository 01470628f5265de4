package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Allocation;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.OneShot;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Play;
import dev.lull.engine.run.Script;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.run.Watch;
import dev.lull.engine.scenario.ObjectLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static dev.lull.engine.scenario.ObjectLoad.rcuObject;
import static dev.lull.engine.scenario.ReaderLoad.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Objects that RCU protects: freed too early, queued twice, read when they are gone, and what of that is no mistake. */
class UseAfterFreeTest {
    private static final Bounds SHORT = Bounds.DEFAULT.shortest().states(1_000_000);

    /** CPU 1's updater, not offloaded unless {@code nocbs} says so, and a reader on CPU 0. */
    private static Scenario scenario(String nocbs, ObjectLoad object, ReaderLoad reader) {
        return Scenario.of("an object", Linux.version("5.14").cpus(2).rcuNocbs(nocbs).nobypassLim(1)).load(object).load(reader);
    }

    private static Finding found(Scenario scenario) {
        Verdict verdict = Exploration.of(scenario, SHORT).run(Progress.SILENT);
        assertThat(verdict.isViolated()).as(verdict.toString()).isTrue();
        return verdict.counterexample().walk().finding();
    }

    @ParameterizedTest @ValueSource(strings = {"", "0-1"})
    void who_waits_for_readers_frees_nothing_they_read(String nocbs) {
        Verdict verdict = Exploration.of(scenario(nocbs, rcuObject().on(1), reader().on(0).times(2)), SHORT).run(Progress.SILENT);
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
    }

    @Test void a_new_object_at_the_same_address_is_no_mistake() {
        Verdict verdict = Exploration.of(scenario("", rcuObject().on(1).times(3), reader().on(0).times(2)), SHORT).run(Progress.SILENT);
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
    }

    @Test void kfree_without_a_grace_period_pulls_the_object_away_from_a_reader() {
        Finding finding = found(scenario("", rcuObject().on(1).freedAtOnce(), reader().on(0).times(1)));

        assertThat(finding.kind()).isEqualTo(Finding.Kind.MEMORY);
        assertThat(finding.title()).isEqualTo("use after free: reader/0 reads, inside the section in which it has found it, obj[0], which updater/1 has freed");
    }

    @Test void a_pointer_kept_past_the_section_is_read_when_the_object_is_gone() {
        Finding finding = found(scenario("", rcuObject().on(1), reader().on(0).times(1).keepsPointer()));

        assertThat(finding.title()).isEqualTo("use after free: reader/0 reads, after its rcu_read_unlock(), obj[0], which rcu_core/1 has freed");
    }

    @Test void an_object_taken_off_its_list_after_call_rcu_is_found_by_readers_that_nobody_waits_for() {
        Finding finding = found(scenario("", rcuObject().on(1).unlinkedLate(), reader().on(0).times(1)));

        assertThat(finding.title()).isEqualTo("use after free: reader/0 reads, inside the section in which it has found it, obj[0], which rcu_core/1 has freed");
    }

    @ParameterizedTest @ValueSource(strings = {"", "0-1"})
    void a_head_may_not_be_queued_while_it_is(String nocbs) {
        Finding finding = found(scenario(nocbs, rcuObject().on(1).queuedTwice(), reader().on(0).times(1)));

        assertThat(finding.kind()).isEqualTo(Finding.Kind.CALLBACK);
        assertThat(finding.title()).isEqualTo("queued twice: updater/1 calls call_rcu() on CPU 1 with the rcu_head of obj[0], which is still queued on CPU 1");
    }

    @Test void two_updaters_without_a_lock_put_one_head_on_two_lists() {
        Finding finding = found(scenario("", rcuObject().on("0-1").withoutUpdateLock(), reader().on(0).times(1)));

        assertThat(finding.title()).contains("queued twice: updater/").endsWith(": it would be on two lists");
    }

    @Test void an_object_may_not_be_freed_while_its_head_is_queued() {
        Finding finding = found(scenario("", rcuObject().on(1).freedWhileQueued(), reader().on(0).times(1)));

        assertThat(finding.kind()).isEqualTo(Finding.Kind.MEMORY);
        assertThat(finding.title()).isEqualTo("bad free: updater/1 frees obj[0], whose rcu_head is queued on CPU 1: its callback will be invoked from freed memory");
    }

    @Test void a_list_and_a_timed_run_find_it_too_and_name_the_moves() {
        Finding played = Script.on(scenario("", rcuObject().on(1).unlinkedLate(), reader().on(0).times(1)))
                .step("1", s -> s.beginRemoveObject(1).until("UNLINK_LATE"))
                .step("2", s -> s.rcuCore(1))
                .step("3", s -> s.gracePeriodBegins())
                .step("4", s -> s.quiescentState(0))
                .step("5", s -> s.readLock(0))
                .step("6", s -> s.findObject(0))
                .step("7", s -> s.quiescentState(1))
                .step("8", s -> s.run("rcu_preempt").untilAsleep())
                .step("9", s -> s.rcuCore(1))
                .step("10", s -> s.readUnlock(0)).play().finding();
        SimulatedRun run = Simulation.of(scenario("", rcuObject().on(1).freedAtOnce().every(Nanos.micros(700)), reader().on(0).holds(Nanos.micros(300)).every(Nanos.micros(400))), 1, Nanos.millis(20)).run();

        assertThat(played.title()).isEqualTo("use after free: reader/0 reads, inside the section in which it has found it, obj[0], which rcu_core/1 has freed");
        assertThat(played.why()).anyMatch(line -> line.contains("updater/1, in call_rcu: ENTER (obj[0].rcu.queued_on: 0 → 2)"))
                .anyMatch(line -> line.contains("rcu_core/1, in rcu_core: INVOKE"));
        assertThat(run.findings()).extracting(Finding::title).anyMatch(title -> title.startsWith("use after free: reader/0 reads"));
    }

    @Test void timed_runs_of_the_right_text_are_clean() {
        for (String nocbs : new String[] {"", "0-1"}) {
            SimulatedRun run = Simulation.of(scenario(nocbs, rcuObject().on(1).requeues(3).every(Nanos.millis(3)), reader().on(0).holds(Nanos.micros(300)).every(Nanos.micros(730))), 1, Nanos.millis(400)).run();
            assertThat(run.findings()).isEmpty();
            assertThat(run.counts().invoked()).isGreaterThan(8);
        }
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.14", "6.1"})
    void a_callback_that_queues_itself_again_is_invoked_again(String version) {
        for (String nocbs : new String[] {"", "0"}) {
            Scenario scenario = Scenario.of("again", Linux.version(version).cpus(1).rcuNocbs(nocbs).nobypassLim(1)).load(rcuObject().on(0).requeues(2)).load(reader().on(0).times(1));
            Verdict verdict = Exploration.of(scenario, SHORT).run(Progress.SILENT);
            assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : verdict.toString()).isTrue();
        }
    }

    @Test void a_list_follows_a_callback_that_queues_itself_again_to_its_end() {
        Play play = Script.on(Scenario.of("again", Linux.version("6.1").cpus(1).nobypassLim(4)).load(rcuObject().on(0).requeues(2)))
                .step("1", s -> s.removeObject(0))
                .step("2", s -> s.run("rcuog/0").untilAsleep())
                .step("3", s -> s.gracePeriod())
                .step("4", s -> s.run("rcuog/0").untilAsleep())
                .step("5", s -> s.run("rcuop/0").untilAsleep())
                .step("6", s -> s.settle("rcuog/0", "rcuop/0", "rcu_preempt"))
                .watch(Watch.nocb(0).only("seg").and("queued", s -> Integer.toString(s.objects().get(0).peekQueuedOn())).and("allocated", s -> "" + s.objects().get(0).peekAllocated()))
                .play();

        assertThat(play.isRunOfTheCode()).as(play.verdict()).isTrue();
        assertThat(List.of(play.value("5", "seg"), play.value("5", "queued"), play.value("5", "allocated"))).containsExactly("0100", "0", "true");
        assertThat(List.of(play.value("6", "seg"), play.value("6", "queued"), play.value("6", "allocated"))).containsExactly("0000", "-1", "false");
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "6.1", "6.12"})
    void it_may_do_so_beside_a_barrier(String version) {
        Scenario again = Scenario.of("again", Linux.version(version).cpus(1).nobypassLim(1)).load(rcuObject().on(0).requeues(1)).load(WaitLoad.rcuBarrier().times(1));
        Verdict verdict = Exploration.of(again, Bounds.DEFAULT.preemptions(1).states(1_000_000)).run(Progress.SILENT);

        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : verdict.toString()).isTrue();
    }

    @Test void an_object_that_nobody_frees_is_leaked() {
        Finding finding = found(scenario("", rcuObject().on(1).forgotten(), reader().on(0).times(1)));

        assertThat(finding.title()).isEqualTo("obj[0] is leaked");
    }

    @Test void what_cannot_be_searched_or_is_not_modelled_is_refused() {
        assertThatThrownBy(() -> Exploration.of(scenario("", rcuObject().on(1).every(Nanos.millis(1)), reader().on(0).times(1)), SHORT).run(Progress.SILENT)).hasMessageContaining("has no end");
        assertThatThrownBy(() -> Simulation.of(scenario("", rcuObject().on(1), reader().every(Nanos.millis(1))), 1, Nanos.millis(1))).hasMessageContaining("does not say when updaters come");
        assertThatThrownBy(() -> scenario("", rcuObject().on(1).withoutUpdateLock(), reader())).hasMessageContaining("there is one updater only");
        assertThatThrownBy(() -> scenario("0-1", rcuObject().on(0).requeues(1), reader()).load(ToggleLoad.deoffload(0))).hasMessageContaining("stay online and as they are");
    }

    @Test void memory_of_a_model_of_ones_own_is_watched_in_every_driver() {
        Definition own = Definition.of("my driver", setup -> {
            Machine machine = setup.machine();
            Allocation request = new Allocation(machine, "request", true);
            Word data = machine.memory().struct("request").word("data", Range.upTo(3));
            request.holds(data);
            new Worker(machine, "irq", data, null);
            new Worker(machine, "close", data, request);
        });

        Finding finding = Exploration.of(own, SHORT).run(Progress.SILENT).counterexample().walk().finding();

        assertThat(finding.title()).isEqualTo("use after free: irq wrote request.data, in worker: USE; it lies in request, which close has freed");
        assertThat(finding.why()).anyMatch(line -> line.contains("close, in worker: USE (request.allocated: 1 → "));
    }

    private static final class Worker extends OneShot<Worker.At> {
        enum At { USE, DONE }

        private final Word data;
        private final Allocation frees;

        Worker(Machine machine, String name, Word data, Allocation frees) {
            super(machine, name, "worker", At.class);
            this.data = data;
            this.frees = frees;
        }

        @Override protected At step(At at) {
            return switch (at) {
                case USE -> {
                    if (frees == null) data.set(3);
                    else frees.free(self().number());
                    yield At.DONE;
                }
                case DONE -> end();
            };
        }
    }
}

package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.tally.Stuck;
import dev.lull.engine.tally.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RtDownTest {
    @ParameterizedTest
    @CsvSource({
            "NO_GATE,             STOPS_THREAD,               1,  0,  0",
            "NO_GATE,             STOPS_THREAD_BESIDE_TASK,  53, 16,  0",
            "NO_GATE,             TAKES_LOCK,                14,  3,  0",
            "ORIGINAL,            STOPS_THREAD,               1,  0,  1",
            "ORIGINAL,            STOPS_THREAD_BESIDE_TASK,  10,  0, 10",
            "ORIGINAL,            TAKES_LOCK,                72,  0,  6",
            "ORIGINAL,            TAKES_LOCK_WHEN_DEAD,      88,  0,  7",
            "REWORK,              STOPS_THREAD,               1,  0,  0",
            "REWORK,              STOPS_THREAD_BESIDE_TASK, 105,  0,  0",
            "REWORK,              TAKES_LOCK,               143,  0,  0",
            "REWORK,              TAKES_LOCK_WHEN_DEAD,     566,  0, 11",
            "REWORK_OPENED_EARLY, TAKES_LOCK_WHEN_DEAD,     700,  0,  0",
            "PLAN,                STOPS_THREAD,               1,  0,  0",
            "PLAN,                STOPS_THREAD_BESIDE_TASK,  85,  0,  0",
            "PLAN,                TAKES_LOCK,                85,  0,  0",
            "PLAN,                TAKES_LOCK_WHEN_DEAD,     122,  0,  0"})
    void as_many_executions_fail_as_when_they_are_counted_by_hand(Design design, Scene scene, long executions, long pinnedOffline, long deadlocked) {
        Tally tally = Tally.of(RtDown.of(design, scene));

        assertThat(tally.executions()).isEqualTo(executions);
        assertThat(tally.broken()).isEqualTo(pinnedOffline);
        assertThat(tally.deadlocked()).isEqualTo(deadlocked);
    }

    @Test void the_two_deadlocks_of_the_mail_are_as_small_as_they_can_be() {
        assertThat(Tally.of(RtDown.of(Design.ORIGINAL, Scene.STOPS_THREAD)).states()).isEqualTo(8);
        assertThat(Tally.of(RtDown.of(Design.ORIGINAL, Scene.TAKES_LOCK)).states()).isEqualTo(42);
    }

    @Test void a_thread_that_is_stopped_waits_for_the_lock_of_the_one_who_stops_it() {
        assertThat(Tally.of(RtDown.of(Design.ORIGINAL, Scene.STOPS_THREAD)).ends()).extracting(Stuck::inOneLine)
                .containsExactly("cpu_down --kthread exit--> kthread/1 --cpu_hotplug.lock--> cpu_down");
    }

    @Test void a_notifier_waits_for_a_lock_whose_holder_waits_for_the_notifiers() {
        assertThat(Tally.of(RtDown.of(Design.ORIGINAL, Scene.TAKES_LOCK)).ends()).extracting(Stuck::inOneLine)
                .containsOnly("cpu_down --some_lock--> task --cpu_hotplug.lock--> cpu_down");
    }

    @Test void the_rework_has_the_second_deadlock_again_once_the_cpu_is_dead() {
        assertThat(Tally.of(RtDown.of(Design.REWORK, Scene.TAKES_LOCK_WHEN_DEAD)).ends()).extracting(Stuck::inOneLine)
                .containsOnly("cpu_down --some_lock--> task --hotplug_pcp[1].lock--> cpu_down");
    }

    @Test void the_plan_needs_tasks_that_can_be_pushed_off() {
        Tally bound = Tally.of(RtDown.of(Design.PLAN, Scene.TAKES_LOCK_WHEN_DEAD).withBoundTask());

        assertThat(bound.deadlocked()).isPositive();
        assertThat(Tally.of(RtDown.of(Design.PLAN, Scene.TAKES_LOCK).withBoundTask()).holds()).isTrue();
    }

    @ParameterizedTest @EnumSource(Design.class)
    void exploration_comes_to_the_same_verdict(Design design) {
        for (Scene scene : Scene.values()) {
            RtDown down = RtDown.of(design, scene);
            Verdict verdict = Exploration.of(down, Bounds.DEFAULT.shortest()).run(Progress.SILENT);

            assertThat(verdict.holds()).as(down.title()).isEqualTo(Tally.of(down).holds());
        }
    }
}

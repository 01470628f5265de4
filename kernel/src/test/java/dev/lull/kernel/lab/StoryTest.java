package dev.lull.kernel.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.engine.model.Finding;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a person reads of a walk through a model of their own, whose labels are names and nothing more. */
class StoryTest {
    private static Story twoLocks() {
        return OwnStories.story(OwnStories.twoLocks(), -1, OwnStories.deadlock(), "one", "one", "one", "one", "two");
    }

    private static Story lostWakeup() {
        return OwnStories.story(OwnStories.lostWakeup(), -1, null, "consumer/0", "producer/0", "producer/0", "consumer/0", "producer/0", "producer/0",
                "consumer/0", "consumer/0");
    }

    private static Story ring(int takers) {
        return OwnStories.story(OwnStories.ring(takers), -1, null, Stream.concat(IntStream.range(0, takers).mapToObj(i -> "philosopher/" + i), Stream.of("philosopher/0"))
                .toArray(String[]::new));
    }

    @Test void each_context_has_a_column_and_a_row_tells_what_was_read_of_others_and_what_was_written() {
        assertThat(lostWakeup().steps().asText()).isEqualTo("""
                check, then sleep · a model of your own
                     consumer/0              producer/0
                     ----------              ----------
                  1  consumer: CHECK
                  2                          producer: SET WAKE
                                             W box.ready: 0 -> 1
                  3  consumer: SLEEP
                     W consumer/0: awake -> asleep
                  4                          producer: SET WAKE
                                             W consumer/0: asleep -> awake
                  5  consumer: CHECK DONE
                     R box.ready = 1 (2)
                     W box.ready: 1 -> 0
                     R: reads what another wrote, (n) in step n; W: writes, old -> new""");
    }

    @Test void a_lock_taken_and_released_again_shows_only_in_the_single_steps() {
        assertThat(twoLocks().steps().asText()).contains("taker: TAKE_FIRST TAKE_SECOND DROP TAKE_FIRST\n     W a: free -> held\n");
        assertThat(twoLocks().allSteps().asText()).contains("  3  taker: DROP\n     W a: held -> free, b: held -> free\n");
    }

    @Test void many_contexts_hang_on_threads_and_no_line_is_wider_than_a_hundred_columns() {
        String text = ring(14).steps().asText();

        assertThat(text).contains("     |  |  philosopher/2\n").contains(" 14  |  |  |  |  |  |  |  |  |  |  |  |  |  taker: TAKE_FIRST\n");
        assertThat(Stream.of(text, ring(30).steps().asText()).flatMap(String::lines)).allMatch(line -> line.length() <= 100);
    }

    @Test void the_html_begins_in_the_contexts_column_and_unfolds() {
        assertThat(twoLocks().steps().asHtml()).contains("<details><summary>taker: TAKE_FIRST TAKE_SECOND DROP TAKE_FIRST</summary>").contains("a: free → held")
                .contains(">two</th>");
    }

    @Test void labels_without_words_are_told_by_what_their_steps_did() {
        assertThat(twoLocks().prose().asText()).isEqualTo("""
                1. Kthread one takes a (TAKE_FIRST), takes b (TAKE_SECOND), releases a and
                   releases b (DROP), and takes a (TAKE_FIRST).
                2. Kthread two takes b (TAKE_FIRST).

                one and two wait for each other:
                - one holds a and waits for b
                - two holds b and waits for a

                (a model of your own; 5 steps, 1 preemption)
                """);
    }

    @Test void the_prose_says_who_is_held_up_who_wakes_up_and_who_goes_on() {
        assertThat(lostWakeup().prose().steps()).containsExactly(
                "The consumer/0 kthread passes CHECK. It is held up before it comes to SLEEP.",
                "The producer/0 kthread sets box.ready to 1 (SET) and passes WAKE.",
                "The consumer/0 kthread goes on and goes to sleep (SLEEP).",
                "The producer/0 kthread passes SET and wakes consumer/0 (WAKE).",
                "The consumer/0 kthread wakes up, finds box.ready = 1 (CHECK), and sets box.ready to 0 (DONE).");
    }

    @Test void an_endless_round_is_marked_and_told() {
        Story round = OwnStories.story(OwnStories.lostWakeup(), 1, new Finding(Finding.Kind.LIVELOCK, "consumer/0 is never done", List.of()),
                "consumer/0", "producer/0", "producer/0");

        assertThat(round.steps().asText()).contains("-- from here on, for ever: --\n  2 ").contains("-- and again from step 2 --");
        assertThat(round.prose().asText()).contains("3. Step 2 repeats for ever.\n\nconsumer/0 is never done.\n");
    }

    @Test void without_watched_fields_those_words_are_shown_that_change() {
        assertThat(twoLocks().fields().columns()).containsExactly("step", "who", "does", "a", "b");
        assertThat(twoLocks().fields().asText()).contains("held by one  *held by two");
    }

    @Test void the_timeline_shows_sleep_readiness_and_locks_that_are_kept() {
        assertThat(lostWakeup().timeline().asText()).contains("consumer/0 |====----====....====|").contains("step 4  producer/0 -> consumer/0: wakes");
        assertThat(twoLocks().timeline().asText()).contains("step 2  two: lock taken, b").contains("step 2  two: finding, deadlock");
        assertThat(ring(40).timeline().asSvg()).contains("philosopher/39");
    }
}

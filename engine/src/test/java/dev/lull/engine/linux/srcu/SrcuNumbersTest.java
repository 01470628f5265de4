package dev.lull.engine.linux.srcu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Placement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** What SRCU computes: numbers, delays, the segmented list. */
class SrcuNumbersTest {
    private static final long X = 16;

    @ParameterizedTest @CsvSource({"0, 4", "1, 8", "2, 8", "4, 8", "5, 12"})
    void a_full_grace_period_from_now_has_this_number(long now, long number) {
        assertThat(SrcuSeq.snap(now)).isEqualTo(number);
    }

    @Test void a_number_is_done_when_it_is_not_ahead_and_all_ones_is_behind_four() {
        assertThat(SrcuSeq.done(4, 4)).isTrue();
        assertThat(SrcuSeq.done(2, 4)).isFalse();
        assertThat(SrcuSeq.done(SrcuSeq.NOT_INITIALISED, 4)).isFalse();
        assertThat(SrcuSeq.less(SrcuSeq.NOT_INITIALISED, 4)).isTrue();
    }

    /** expedited, in progress, age, polls before: for each rule the delay and polls after. */
    @ParameterizedTest @CsvSource({
            "0,0,0,0,    1,0, 1,0, 1,0, 1,0",
            "0,1,5,0,    1,0, 6,0, 5,0, 5,0",
            "0,1,20,0,   1,0, 10,0, 10,0, 10,0",
            "1,0,0,0,    0,0, 0,1, 0,0, 0,0",
            "1,1,0,0,    0,0, 0,1, 0,1, 0,1",
            "1,1,0,1,    0,1, 1,2, 0,2, 0,2",
            "1,1,0,3,    0,3, 1,4, 1,4, 0,4",
            "1,1,1,0,    0,0, 1,0, 0,1, 0,1",
            "1,1,2,0,    0,0, 2,0, 1,0, 1,0",
            "1,1,0,1000, 0,1000, 1,1001, 1,1001, 1,1001",
            "1,1,30,0,   0,0, 10,0, 10,0, 10,0"})
    void each_throttle_answers_as_its_commit_has_it(int expedited, int inProgress, long age, long polls, long d1, long n1, long d2, long n2, long d3, long n3, long d4, long n4) {
        Throttle.Asked asked = new Throttle.Asked(expedited == 1, inProgress == 1, age, polls, 1000);

        assertThat(Throttle.V518.delay(asked)).isEqualTo(new Throttle.Delay(d1, n1));
        assertThat(Throttle.LIMIT1.delay(asked)).isEqualTo(new Throttle.Delay(d2, n2));
        assertThat(Throttle.LIMIT3.delay(asked)).isEqualTo(new Throttle.Delay(d3, n3));
        assertThat(Throttle.JIFFY.delay(asked)).isEqualTo(new Throttle.Delay(d4, n4));
    }

    @ParameterizedTest @CsvSource({"100, 1000", "250, 1000", "300, 1000", "1000, 400"})
    void the_default_number_of_polls_follows_from_hz(int hz, int polls) {
        assertThat(Srcu.version("6.1").hz(hz).maxNodelayPhase()).isEqualTo(polls);
    }

    // ---- the segmented list -----------------------------------------------------------------------------------

    private final Machine machine = new Machine(1, Placement.FLOATING, 4, new Machine.Limits(4, 4, 100));
    private final SrcuHeads heads = new SrcuHeads(machine, 8);
    private final SrcuCbList list = new SrcuCbList(heads, machine.memory().struct("sdp"));
    private final int a = heads.head("a", (context, cpu) -> { });
    private final int b = heads.head("b", (context, cpu) -> { });
    private final int c = heads.head("c", (context, cpu) -> { });
    private final int h = heads.head("h", (context, cpu) -> { });

    private void full() {
        list.put(SrcuCbList.WAIT, X + 4, a);
        list.put(SrcuCbList.NEXT_READY, X + 8, b);
        list.put(SrcuCbList.NEXT, 0, c);
    }

    private List<List<String>> segments() {
        return List.of(list.segment(0), list.segment(1), list.segment(2), list.segment(3));
    }

    @Test void advancing_to_a_grace_period_in_progress_changes_nothing() {
        full();

        list.advance(X + 1);

        assertThat(segments()).containsExactly(List.of(), List.of("a"), List.of("b"), List.of("c"));
    }

    @Test void advancing_to_the_end_of_the_first_makes_it_ready_and_moves_the_others_up() {
        full();

        list.advance(X + 4);

        assertThat(segments()).containsExactly(List.of("a"), List.of("b"), List.of(), List.of("c"));
        assertThat(list.peekGpSeq(SrcuCbList.WAIT)).isEqualTo(X + 8);
    }

    @Test void the_newest_join_the_segment_that_has_their_number() {
        full();

        assertThat(list.accelerate(X + 8)).isTrue();

        assertThat(segments()).containsExactly(List.of(), List.of("a"), List.of("b", "c"), List.of());
    }

    @Test void a_third_number_has_no_place_to_go_to() {
        full();

        assertThat(list.accelerate(X + 12)).isFalse();

        assertThat(segments()).containsExactly(List.of(), List.of("a"), List.of("b"), List.of("c"));
    }

    @Test void the_first_to_get_a_number_wait_at_once() {
        list.put(SrcuCbList.NEXT, 0, c);

        assertThat(list.accelerate(X)).isTrue();

        assertThat(segments()).containsExactly(List.of(), List.of("c"), List.of(), List.of());
        assertThat(list.peekGpSeq(SrcuCbList.WAIT)).isEqualTo(X);
    }

    @Test void a_second_number_gets_the_second_place_and_the_same_number_the_same() {
        list.put(SrcuCbList.WAIT, X + 4, a);
        list.put(SrcuCbList.NEXT, 0, c);
        assertThat(list.accelerate(X + 8)).isTrue();
        assertThat(segments()).containsExactly(List.of(), List.of("a"), List.of("c"), List.of());

        SrcuCbList other = new SrcuCbList(heads, machine.memory().struct("other"));
        other.put(SrcuCbList.WAIT, X + 4, b);
        other.put(SrcuCbList.NEXT, 0, h);
        assertThat(other.accelerate(X + 4)).isTrue();
        assertThat(other.segment(SrcuCbList.WAIT)).containsExactly("b", "h");
    }

    @Test void a_barriers_callback_goes_behind_the_last_and_nowhere_when_there_is_none() {
        assertThat(list.entrain(h)).isFalse();

        list.put(SrcuCbList.WAIT, X + 4, a);

        assertThat(list.entrain(h)).isTrue();
        assertThat(list.segment(SrcuCbList.WAIT)).containsExactly("a", "h");
    }
}

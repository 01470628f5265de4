package dev.lull.kernel.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Finding;
import org.junit.jupiter.api.Test;

/** A model of the user's own, explored. */
class OwnModelTest {
    private final OwnModel locks = new OwnModel(OwnStories.twoLocks());

    @Test void it_shows_its_parts() {
        assertThat(locks.toString()).isEqualTo("""
                two locks: 2 contexts
                  one: taker()  TAKE_FIRST TAKE_SECOND DROP
                  two: taker()  TAKE_FIRST TAKE_SECOND DROP
                  locks: a, b""");
    }

    @Test void a_deadlock_is_found_and_told_with_a_column_for_each_kthread() {
        Answer answer = locks.explore();

        assertThat(answer.headline()).startsWith("VIOLATED: deadlock in 2 steps with 1 preemption; ");
        assertThat(answer.counterexample().steps().asText()).contains("""
                     one              two
                     ---              ---
                """);
        assertThat(answer.counterexample().prose().asText()).contains("takes a (TAKE_FIRST).").contains("takes b (TAKE_FIRST).");
        assertThat(answer.coverage().listing().asText()).contains("taker()  in one, two\n");
    }

    @Test void its_cell_replays_the_tape_on_the_variable_that_holds_it() {
        Story story = locks.explore().counterexample();
        String tape = String.join(", ", java.util.Arrays.stream(story.tape()).mapToObj(Integer::toString).toList());

        assertThat(story.cell("locks").text()).isEqualTo("locks.replay(" + tape + ")");
        assertThat(story.cell().text()).startsWith("model.replay(");
        assertThat(locks.replay(story.tape()).finding()).isEqualTo(story.finding());
    }

    @Test void a_tape_of_another_model_is_refused() {
        assertThatThrownBy(() -> locks.replay(77 << 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test void a_ring_of_locks_deadlocks_only_when_all_have_taken_one() {
        Answer answer = new OwnModel(OwnStories.ring(4)).explore();

        assertThat(answer.counterexample().finding().kind()).isEqualTo(Finding.Kind.DEADLOCK);
        assertThat(answer.counterexample().steps().contexts()).containsExactly("philosopher/0", "philosopher/1", "philosopher/2", "philosopher/3");
    }

    @Test void a_tape_that_ends_where_somebody_can_still_move_blames_nobody() {
        assertThat(locks.replay().finding()).isNull();
        assertThat(locks.replay(0).finding()).isNull();
        assertThat(locks.replay(0).toString()).endsWith("nothing is wrong at the end");
    }

    @Test void an_endless_round_is_told_with_its_beginning() {
        OwnModel never = new OwnModel(Definition.of("never", setup -> {
            new OwnStories.Taker(setup.machine(), "one", setup.machine().spinLock("a"), setup.machine().spinLock("b"));
            setup.owed("a request waits", () -> true);
        }));
        Story round = never.explore(Lab.bounds().fairly()).counterexample();

        assertThat(round.finding().kind()).isEqualTo(Finding.Kind.LIVELOCK);
        assertThat(round.steps().asText()).contains("-- from here on, for ever: --");
        assertThat(round.prose().asText()).containsPattern("(repeat|repeats) for ever\\.");
        assertThat(round.cell("never").text()).containsPattern("// the moves from number \\d+ on can be made again, for ever\nnever\\.replay\\(");
    }
}

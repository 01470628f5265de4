package dev.lull.engine.linux.hotplug.contention;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.model.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentionTest {
    private static Verdict explored(Contention contention) {
        return Exploration.of(contention, Bounds.DEFAULT.shortest().states(2_000_000)).run(Progress.SILENT);
    }

    private static Finding found(Contention contention) {
        Verdict verdict = explored(contention);
        assertThat(verdict.isViolated()).as(contention.title()).isTrue();
        return verdict.counterexample().walk().finding();
    }

    @ParameterizedTest @EnumSource(names = {"REFCOUNT", "PERCPU_RWSEM"})
    void readers_keep_the_writer_out_and_everybody_gets_through(Form form) {
        assertThat(explored(Contention.of(form, 2, 1)).holds()).isTrue();
        assertThat(explored(Contention.of(form, 1, 1).times(2)).holds()).isTrue();
    }

    @Test void two_writers_take_turns() {
        assertThat(explored(Contention.of(Form.PERCPU_RWSEM, 1, 2)).holds()).isTrue();
    }

    @Test void a_writer_that_does_not_wait_for_a_grace_period_meets_a_reader_on_the_fast_path() {
        assertThat(found(Contention.of(Form.PERCPU_RWSEM_NO_GRACE_PERIOD, 1, 1)).title())
                .isEqualTo("it is not true that no reader is inside while a writer is");
    }

    @Test void a_writer_that_unlocks_before_it_prepares_to_sleep_loses_its_wakeup() {
        assertThat(found(Contention.of(Form.REFCOUNT_UNLOCKED_FIRST, 1, 1)).toString()).contains("writer0");
    }

    @Test void a_reader_may_read_twice_under_the_count_unless_a_writer_has_the_mutex() {
        assertThat(explored(Contention.of(Form.REFCOUNT, 1, 1).nesting()).holds()).isTrue();
    }

    @Test void a_reader_that_reads_twice_waits_behind_a_writer_that_waits_for_it() {
        Finding finding = found(Contention.of(Form.PERCPU_RWSEM, 1, 1).nesting());

        assertThat(finding.kind()).isEqualTo(Finding.Kind.DEADLOCK);
        assertThat(finding.title()).contains("reader0").contains("writer0");
    }

    @Test void under_the_count_readers_that_overlap_can_keep_a_writer_out_for_ever() {
        Contention forEver = Contention.of(Form.REFCOUNT, 2, 1).times(Contention.FOR_EVER);
        Verdict verdict = Exploration.of(forEver, Bounds.DEFAULT.shortest().fairly().states(2_000_000)).run(Progress.SILENT);

        assertThat(verdict.rounds()).isEqualTo(Verdict.Rounds.FOUND);
    }
}

package dev.lull.engine.run.srcu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Where the fields lie, and which lines readers touch, patch by patch. */
class ReaderLinesTest {
    private static final String GP = "srcu_gp_seq srcu_gp_seq_needed srcu_gp_seq_needed_exp srcu_gp_start srcu_last_gp_end srcu_n_exp_nodelay";

    /**
     * Patch, size, offsets of srcu_idx and sda, lines of the struct, hot neighbours. The chart in the reference has none after patch 10;
     * but then the work fields follow sda at once, on the same line, and only patch 11 takes them away. Derived, not reported upstream.
     */
    @ParameterizedTest @CsvSource({
            "0, 392, 120, 192, 2, lock srcu_gp_mutex",
            "1, 392, 112, 184, 2, lock srcu_gp_mutex " + GP,
            "2, 360, 80, 152, 2, " + GP,
            "3, 352, 72, 144, 2, " + GP,
            "4, 320, 40, 112, 2, lock srcu_gp_mutex " + GP,
            "5, 312, 32, 104, 2, srcu_gp_mutex " + GP,
            "6, 280, 0, 72, 2, " + GP,
            "7, 240, 0, 32, 1, srcu_n_exp_nodelay",
            "8, 216, 0, 8, 1, ''",
            "9, 208, 0, 8, 1, ''",
            "10, 128, 0, 8, 1, reschedule_jiffies reschedule_count work",
            "11, 24, 0, 8, 1, ''"})
    void each_patch_of_the_series_moves_what_it_says(int patch, int size, int idx, int sda, int lines, String hot) {
        ReaderLines reader = ReaderLines.of(SplitLayout.after(patch));

        assertThat(reader.layout().size()).isEqualTo(size);
        assertThat(reader.layout().place("srcu_idx").offset()).isEqualTo(idx);
        assertThat(reader.layout().place("sda").offset()).isEqualTo(sda);
        assertThat(reader.structLines()).isEqualTo(lines);
        assertThat(reader.hotNeighbours()).isEqualTo(hot.isEmpty() ? List.of() : List.of(hot.split(" ")));
    }

    @Test void a_reader_touches_the_index_the_pointer_and_its_own_counters() {
        ReaderLines reader = ReaderLines.of(SplitLayout.before());

        assertThat(reader.readerFields()).containsExactlyInAnyOrder("srcu_idx", "sda");
        assertThat(reader.perCpuLines()).isEqualTo(1);
        assertThat(reader.lines()).isEqualTo(3);
        assertThat(ReaderLines.of(SplitLayout.done()).lines()).isEqualTo(2);
    }

    @ParameterizedTest @CsvSource({"1, 376, 368", "2, 384, 376", "3, 392, 384"})
    void the_sizes_depend_on_the_levels_of_the_tree(int levels, int before, int usage) {
        assertThat(SplitLayout.before().levels(levels).size()).isEqualTo(before);
        assertThat(SplitLayout.done().levels(levels).usageSize()).isEqualTo(usage);
        assertThat(SplitLayout.done().levels(levels).size()).isEqualTo(24);
    }

    @Test void before_the_split_the_object_lies_on_seven_lines() {
        assertThat(SplitLayout.before().lines()).isEqualTo(7);
    }

    @ParameterizedTest @CsvSource({"0, 1", "48, 1", "56, 2"})
    void where_the_small_object_is_embedded_decides_whether_one_line_is_enough(int bytes, int lines) {
        assertThat(ReaderLines.of(SplitLayout.done().embeddedAt(bytes)).structLines()).isEqualTo(lines);
    }

    @ParameterizedTest @CsvSource({"srcu_barrier_seq, 208", "srcu_barrier_mutex, 216", "srcu_barrier_completion, 248", "srcu_barrier_cpu_cnt, 280", "reschedule_jiffies, 288", "work, 304",
            "srcu_cb_mutex, 48", "lock, 80", "srcu_gp_mutex, 88", "srcu_n_exp_nodelay, 184"})
    void before_the_split_fields_lie_where_the_compiler_puts_them(String field, int offset) {
        assertThat(SplitLayout.before().place(field)).isEqualTo(new SplitLayout.Place(field, false, offset, SplitLayout.before().place(field).size()));
    }

    @ParameterizedTest @CsvSource({"lock, 80", "srcu_gp_seq, 120", "sda_is_static, 184", "work, 288", "srcu_ssp, 376"})
    void after_it_most_of_them_lie_in_the_usage(String field, int offset) {
        assertThat(SplitLayout.done().place(field).inSup()).isTrue();
        assertThat(SplitLayout.done().place(field).offset()).isEqualTo(offset);
    }
}

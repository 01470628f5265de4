package dev.lull.kernel.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelRowTest {

    @Test void a_label_alone_stands_over_what_it_names() {
        List<LabelRow.Placed> row = LabelRow.place(new double[] {50}, new double[] {20}, 5, 0, 100);

        assertThat(row).containsExactly(new LabelRow.Placed(0, 40, 20));
    }

    @Test void labels_that_would_touch_move_apart_evenly() {
        List<LabelRow.Placed> row = LabelRow.place(new double[] {50, 52}, new double[] {20, 20}, 4, 0, 100);

        assertThat(row).containsExactly(new LabelRow.Placed(0, 29, 20), new LabelRow.Placed(1, 53, 20));
    }

    @Test void labels_stay_within_the_row() {
        List<LabelRow.Placed> row = LabelRow.place(new double[] {1, 99}, new double[] {20, 20}, 4, 0, 100);

        assertThat(row).containsExactly(new LabelRow.Placed(0, 0, 20), new LabelRow.Placed(1, 80, 20));
    }

    @Test void without_room_for_all_the_last_given_are_left_out() {
        List<LabelRow.Placed> row = LabelRow.place(new double[] {50, 50, 50}, new double[] {40, 40, 40}, 4, 0, 100);

        assertThat(row).extracting(LabelRow.Placed::index).containsExactlyInAnyOrder(0, 1);
    }

    @Test void whatever_the_anchors_no_two_labels_overlap() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(8);
            double[] anchors = random.doubles(n, -20, 520).toArray();
            double[] widths = random.doubles(n, 5, 120).toArray();

            List<LabelRow.Placed> row = LabelRow.place(anchors, widths, 6, 0, 500);

            for (int i = 0; i < row.size(); i++) {
                assertThat(row.get(i).left()).as("seed %d", seed).isGreaterThanOrEqualTo(-1e-9);
                assertThat(row.get(i).right()).as("seed %d", seed).isLessThanOrEqualTo(500 + 1e-9);
                if (i > 0) {
                    assertThat(row.get(i).left()).as("seed %d", seed).isGreaterThanOrEqualTo(row.get(i - 1).right() + 6 - 1e-9);
                }
            }
        }
    }
}

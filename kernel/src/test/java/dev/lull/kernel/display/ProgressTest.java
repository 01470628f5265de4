package dev.lull.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long work and what is seen of it. */
class ProgressTest {
    private final List<String> shown = new ArrayList<>();
    private final List<String> passed = new ArrayList<>();
    private boolean passes;
    private boolean live = true;

    private final DisplaySink sink = new DisplaySink() {
        @Override
        public void display(MimeBundle bundle, String id) {
            shown.add(bundle.plain());
        }

        @Override
        public void update(MimeBundle bundle, String id) {
            shown.set(shown.size() - 1, bundle.plain());
        }

        @Override
        public void clear(boolean wait) {
            shown.clear();
        }

        @Override
        public boolean pass(String line) {
            if (passes) passed.add(line);
            return passes;
        }

        @Override
        public boolean live() {
            return live;
        }
    };

    @Test void it_ends_as_one_static_line() {
        try (Progress progress = new Progress("exploring", 50, sink)) {
            for (int i = 1; i <= 50; i++) {
                progress.at(i, "steady");
            }
        }

        assertThat(shown).singleElement().asString().startsWith("exploring: done (50 of 50), steady, ");
    }

    @Test void what_an_exception_ends_is_not_said_to_be_done() {
        assertThatThrownBy(() -> {
            try (Progress progress = new Progress("simulating", 10, sink)) {
                progress.at(3);
                throw new IllegalStateException();
            }
        }).isInstanceOf(IllegalStateException.class);

        assertThat(shown).singleElement().asString().startsWith("simulating: broken off (3 of 10), ");
    }

    @Test void who_counts_from_nought_has_done_the_last_step_too() {
        try (Progress progress = new Progress("simulating", 10, sink)) {
            for (int i = 0; i < 10; i++) {
                progress.at(i);
            }
        }

        assertThat(shown).singleElement().asString().startsWith("simulating: done (9 of 10), ");
    }

    @Test void what_has_counted_nothing_ends_without_a_count() {
        new Progress("simulating", 0, sink).close();

        assertThat(shown).singleElement().asString().startsWith("simulating: ended, ");
    }

    @Test void a_million_steps_are_no_million_updates() {
        Progress progress = new Progress("counting", 0, sink);
        for (int i = 0; i < 1_000_000; i++) {
            progress.at(i);
        }
        progress.endsAs("stopped");
        progress.close();
        progress.close();

        assertThat(shown).singleElement().asString().startsWith("counting: stopped (999,999)");
    }

    @Test void what_is_counted_has_a_name_and_the_end_says_it() {
        try (Progress progress = new Progress("exploring", 0, sink).of("states")) {
            progress.at(1_234);
            progress.endsAs("stopped");
        }

        assertThat(shown).singleElement().asString().startsWith("exploring: stopped (1,234 states), ");
    }

    @Test void where_a_line_passes_nothing_is_displayed_before_the_end() throws InterruptedException {
        passes = true;
        try (Progress progress = new Progress("exploring", 1_000, sink).of("states")) {
            for (int i = 1; passed.isEmpty(); i++) {
                progress.at(Math.min(i, 900));
                Thread.sleep(1);
            }
            assertThat(shown).isEmpty();
        }

        assertThat(passed.get(0)).matches("exploring \\[#*\\.*] \\d+% (\\(\\d+/s\\) )?\\d+\\.\\d s(, \\d+\\.\\d s to go)?");
        assertThat(passed).endsWith("");
        assertThat(shown).singleElement().asString().startsWith("exploring: broken off (");
    }

    @Test void where_updates_pile_up_only_the_end_is_shown() {
        live = false;
        Progress progress = new Progress("exploring", 2, sink);
        progress.at(1);

        assertThat(shown).isEmpty();
        progress.close();
        assertThat(shown).hasSize(1);
    }
}

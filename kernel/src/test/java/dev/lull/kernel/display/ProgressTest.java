package dev.lull.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long work and what is seen of it. */
class ProgressTest {
    private final List<String> shown = new ArrayList<>();
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

    @Test void where_updates_pile_up_only_the_end_is_shown() {
        live = false;
        Progress progress = new Progress("exploring", 2, sink);
        progress.at(1);

        assertThat(shown).isEmpty();
        progress.close();
        assertThat(shown).hasSize(1);
    }
}

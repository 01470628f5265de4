package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of the cells that were run, and how much. */
class HistoryTest {
    private static final String LONG = "x".repeat(3 << 20);

    @TempDir Path folder;

    private History session() {
        return new History(folder.resolve("history.jsonl"));
    }

    private static List<JsonArray> tail(History history, int n) {
        return history.find(Json.of("hist_access_type", "tail", "n", n, "output", true));
    }

    @Test void of_a_long_output_the_beginning_is_kept() {
        History history = session();

        history.add(1, "\"x\".repeat(n)", LONG);

        assertThat(tail(history, 1).get(0).getArray(2).getString(1)).startsWith("xxx").endsWith("...").hasSizeLessThan(20_000);
    }

    @Test void a_session_after_a_huge_cell_has_a_number_of_its_own() {
        session().add(1, "first", null);
        session().add(1, LONG, null);
        History third = session();

        third.add(1, "third", null);

        assertThat(tail(third, 3)).extracting(entry -> entry.getInt(0)).containsExactly(1, 2, 3);
    }

    @Test void what_is_kept_is_bounded_in_memory_and_on_disk() throws IOException {
        History history = session();
        for (int line = 1; line <= 8; line++) {
            history.add(line, LONG + line, null);
        }

        assertThat(tail(history, 100)).hasSize(5);
        assertThat(tail(session(), 100)).hasSize(2);
        assertThat(Files.size(folder.resolve("history.jsonl"))).isLessThan(8 << 20);
    }

    @Test void the_session_before_is_asked_for_by_counting_back_before_anything_has_been_run() {
        History before = session();
        before.add(1, "one", "1");
        before.add(2, "two", null);

        assertThat(session().find(Json.of("hist_access_type", "range", "session", -1, "start", 1, "stop", 3)))
                .extracting(entry -> entry.getString(2)).containsExactly("one", "two");
    }
}

package dev.lull.kernel.cli.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputsTest {
    private final Outputs outputs = new Outputs();
    private final Cell first = new Cell(new JsonObject());
    private final Cell second = new Cell(new JsonObject());

    @BeforeEach
    void two_cells_run() {
        outputs.expect("one", first);
        outputs.expect("two", second);
    }

    private void publish(String request, String type, String content) {
        try {
            outputs.accept(request, type, JsonParser.object().from(content));
        } catch (JsonParserException e) {
            throw new AssertionError(content, e);
        }
    }

    private void print(String request, String name, String text) {
        publish(request, "stream", "{\"name\": \"" + name + "\", \"text\": \"" + text + "\"}");
    }

    @Test
    void pieces_of_one_stream_become_one_output() {
        print("one", "stdout", "a");
        print("one", "stdout", "b");
        print("one", "stderr", "c");
        print("one", "stdout", "d");
        outputs.settle();

        assertThat(first.outputs()).extracting(o -> ((JsonObject) o).get("text")).containsExactly("ab", "c", "d");
    }

    @Test
    void what_a_thread_prints_later_belongs_to_the_cell_that_started_it() {
        print("two", "stdout", "second");
        print("one", "stdout", "late");
        outputs.settle();

        assertThat(first.outputs().getObject(0).getString("text")).isEqualTo("late");
        assertThat(second.outputs().getObject(0).getString("text")).isEqualTo("second");
    }

    @Test
    void an_update_reaches_every_display_of_its_id_in_whatever_cell() {
        publish("one", "display_data", "{\"data\": {\"text/plain\": \"10 %\"}, \"metadata\": {}, \"transient\": {\"display_id\": \"bar\"}}");
        publish("two", "update_display_data", "{\"data\": {\"text/plain\": \"done\"}, \"metadata\": {}, \"transient\": {\"display_id\": \"bar\"}}");

        assertThat(first.outputs().getObject(0).getObject("data").getString("text/plain")).isEqualTo("done");
        assertThat(first.outputs().getObject(0)).doesNotContainKey("transient");
        assertThat(second.outputs()).isEmpty();
    }

    @Test
    void clear_output_with_wait_clears_when_something_new_comes() {
        print("one", "stdout", "old");
        publish("one", "clear_output", "{\"wait\": true}");
        assertThat(first.outputs()).hasSize(1);

        print("one", "stdout", "new");
        outputs.settle();
        assertThat(first.outputs()).extracting(o -> ((JsonObject) o).get("text")).containsExactly("new");
    }

    @Test
    void an_error_is_kept_with_its_traceback() {
        publish("one", "error", "{\"ename\": \"E\", \"evalue\": \"v\", \"traceback\": [\"t\"]}");

        assertThat(first.outputs().getObject(0)).containsEntry("output_type", "error").containsEntry("ename", "E");
    }

    @Test
    void what_answers_nobody_is_dropped() {
        print("stranger", "stdout", "?");

        assertThat(first.outputs()).isEmpty();
        assertThat(second.outputs()).isEmpty();
    }
}

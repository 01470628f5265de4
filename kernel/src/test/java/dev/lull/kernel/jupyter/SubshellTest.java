package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Subshells, as Jupyter's enhancement proposal 91 has them. */
@Timeout(60)
class SubshellTest {
    @TempDir Path folder;
    private FrontEnd front;

    @BeforeEach void open() throws IOException {
        front = new FrontEnd(new Echo(), folder.resolve("history.jsonl"));
    }

    @AfterEach void close() {
        front.close();
    }

    private JsonObject control(String type, Object... content) {
        return front.replyTo(front.control, front.send(front.control, type, content)).content();
    }

    private String create() {
        JsonObject reply = control("create_subshell_request");
        assertThat(reply).containsEntry("status", "ok");
        return reply.getString("subshell_id");
    }

    private String begin(String subshell, String code) {
        return front.sendTo(subshell, "execute_request", "code", code);
    }

    private JsonObject endOf(String id) {
        return front.replyTo(front.shell, id).content();
    }

    private String occupyTheMainShell() {
        return occupy(null);
    }

    private String occupy(String subshell) {
        String waiting = begin(subshell, "wait");
        while (!front.receive(front.iopub).type().equals("stream")) {
            continue;
        }
        return waiting;
    }

    @Test void a_subshell_runs_cells_while_the_main_shell_is_busy() {
        String waiting = occupyTheMainShell();
        String subshell = create();

        String beside = begin(subshell, "hello");

        assertThat(endOf(beside)).containsEntry("status", "ok").containsEntry("execution_count", 2);
        List<Message> outputs = front.outputsOf(beside);
        assertThat(FrontEnd.types(outputs)).containsExactly("status", "execute_input", "execute_result", "status");
        assertThat(outputs).allSatisfy(m -> assertThat(m.parent()).containsEntry("subshell_id", subshell));
        control("interrupt_request");
        assertThat(endOf(waiting)).containsEntry("ename", "Interrupted").containsEntry("execution_count", 1);
    }

    @Test void subshells_are_promised_listed_and_gone_when_deleted() {
        assertThat(front.ask("kernel_info_request").getArray("supported_features")).containsExactly("kernel subshells");
        String first = create();
        String second = create();

        assertThat(control("list_subshell_request").getArray("subshell_id")).containsExactly(first, second);
        assertThat(control("delete_subshell_request", "subshell_id", first)).containsEntry("status", "ok");
        assertThat(control("list_subshell_request").getArray("subshell_id")).containsExactly(second);
        assertThat(control("delete_subshell_request", "subshell_id", first)).containsEntry("status", "error").containsEntry("ename", "UnknownSubshell");
    }

    @Test void a_cell_for_a_subshell_that_is_not_there_is_refused() {
        assertThat(endOf(begin("nowhere", "hello"))).containsEntry("status", "error").containsEntry("ename", "UnknownSubshell");
        assertThat(FrontEnd.types(front.outputsOf(front.sendTo("nowhere", "comm_msg", "comm_id", "c", "data", Map.of())))).containsExactly("status", "status");
    }

    @Test void a_request_without_a_subshell_is_for_the_main_shell() {
        create();

        assertThat(endOf(begin(null, "hello"))).containsEntry("status", "ok");
    }

    @Test void an_error_stops_what_waits_in_its_own_shell_only() {
        String subshell = create();
        String failing = occupy(subshell);
        List<String> behind = List.of(begin(subshell, "a"), begin(subshell, "b"));

        assertThat(endOf(begin(null, "hello"))).containsEntry("status", "ok");      // and those before it have arrived, too
        control("interrupt_request");

        assertThat(endOf(failing)).containsEntry("status", "error");
        assertThat(behind).allSatisfy(id -> assertThat(endOf(id)).containsEntry("status", "aborted"));
    }

    @Test void what_waits_in_a_subshell_that_is_deleted_is_aborted() {
        String subshell = create();
        String running = begin(subshell, "wait");
        while (!front.receive(front.iopub).type().equals("stream")) {
            continue;
        }
        String waiting = begin(subshell, "hello");
        front.ask("connect_request");       // by now it waits
        control("delete_subshell_request", "subshell_id", subshell);

        control("interrupt_request");

        assertThat(endOf(running)).containsEntry("status", "error");
        assertThat(endOf(waiting)).containsEntry("status", "aborted");
    }

    @Test void help_is_given_to_whoever_asks_by_way_of_a_subshell() {
        String subshell = create();

        assertThat(endOf(front.sendTo(subshell, "complete_request", "code", "x", "cursor_pos", 1))).containsEntry("status", "ok");
    }
}

package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The messages, over real sockets, with an echo for an interpreter. */
@Timeout(60)
class ProtocolTest {
    @TempDir Path folder;
    private final Echo echo = new Echo();
    private FrontEnd front;

    @BeforeEach void open() throws IOException {
        front = new FrontEnd(echo, folder.resolve("history.jsonl"));
    }

    @AfterEach void close() {
        front.close();
    }

    @Test void every_request_lies_between_busy_and_idle() {
        String id = front.send(front.shell, "execute_request", "code", "hello");
        JsonObject reply = front.replyTo(front.shell, id).content();

        List<Message> outputs = front.outputsOf(id);

        assertThat(FrontEnd.types(outputs)).containsExactly("status", "execute_input", "execute_result", "status");
        assertThat(outputs.get(2).content().getObject("data")).containsEntry("text/plain", "hello");
        assertThat(outputs.get(2).content().getInt("execution_count")).isEqualTo(1);
        assertThat(reply).containsEntry("status", "ok").containsEntry("execution_count", 1).containsKeys("payload", "user_expressions");
    }

    @Test void kernel_info_is_given_on_both_channels() {
        for (var socket : List.of(front.shell, front.control)) {
            String id = front.send(socket, "kernel_info_request");
            Message reply = front.replyTo(socket, id);

            assertThat(reply.type()).isEqualTo("kernel_info_reply");
            assertThat(reply.content()).containsEntry("status", "ok").containsEntry("protocol_version", "5.5")
                    .containsKeys("implementation", "implementation_version", "language_info", "banner", "help_links");
        }
    }

    @Test void every_request_is_answered_on_the_channel_that_it_came_by() {
        for (String request : List.of("execute_request", "complete_request", "history_request", "unheard_of_request")) {
            for (var socket : List.of(front.shell, front.control)) {
                String id = front.send(socket, request, "code", "x", "cursor_pos", 1);

                assertThat(front.replyTo(socket, id).type()).isEqualTo(request.replace("_request", "_reply"));
                assertThat(FrontEnd.types(front.outputsOf(id))).startsWith("status").endsWith("status");
            }
        }
    }

    @Test void the_ports_are_told_to_whoever_asks() {
        assertThat(front.ask("connect_request")).containsEntry("status", "ok").containsEntry("shell_port", front.connection.shell())
                .containsEntry("hb_port", front.connection.heartbeat());
    }

    @Test void a_request_that_nobody_knows_is_refused_on_the_channel_it_came_by() {
        for (var socket : List.of(front.shell, front.control)) {
            String id = front.send(socket, "no_such_request");

            assertThat(front.replyTo(socket, id).content()).containsEntry("status", "error").containsEntry("ename", "UnknownRequest");
        }
    }

    @Test void a_reply_to_a_cell_says_when_the_cell_was_begun() {
        String id = front.send(front.shell, "execute_request", "code", "hello");

        assertThat(front.replyTo(front.shell, id).metadata()).containsKey("started");
    }

    @Test void a_cell_that_interrupts_every_thread_it_finds_does_not_disturb_the_kernel() {
        Thread.getAllStackTraces().keySet().stream().filter(thread -> thread != Thread.currentThread() && isTheKernels(thread)).forEach(Thread::interrupt);

        assertThat(front.run("still there").get(2).content().getObject("data")).containsEntry("text/plain", "still there");
    }

    private static boolean isTheKernels(Thread thread) {
        return thread.getClass().getSimpleName().equals("KernelThread");
    }

    @Test void what_is_printed_arrives_in_order_and_apart_by_stream() {
        List<Message> outputs = front.run("both");

        assertThat(outputs.stream().filter(m -> m.type().equals("stream")).map(m -> m.content().getString("name") + m.content().getString("text")))
                .containsExactly("stdout1", "stderr2", "stdout3");
    }

    @Test void a_flood_is_complete_ordered_and_in_few_messages() {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            expected.append("line ").append(i).append('\n');
        }

        List<Message> outputs = front.run("flood 100000");

        assertThat(FrontEnd.text(outputs, "stdout")).isEqualTo(expected.toString());
        assertThat(outputs.size()).isLessThan(200);
    }

    @Test void displays_updates_and_clearings_carry_their_ids() {
        List<Message> outputs = front.run("show it");

        assertThat(FrontEnd.types(outputs)).containsExactly("status", "execute_input", "display_data", "update_display_data", "clear_output", "status");
        assertThat(outputs.get(2).content().getObject("transient")).containsEntry("display_id", "id-1");
        assertThat(outputs.get(4).content()).containsEntry("wait", true);
    }

    @Test void a_thread_left_behind_keeps_its_parent() {
        String id = front.send(front.shell, "execute_request", "code", "later afterwards");
        front.outputsOf(id);
        front.run("something else");
        echo.waiting.countDown();

        Message late = front.receive(front.iopub);

        assertThat(late.type()).isEqualTo("stream");
        assertThat(late.parentId()).isEqualTo(id);
    }

    @Test void a_silent_cell_says_nothing_and_is_not_counted() {
        String id = front.send(front.shell, "execute_request", "code", "print quiet", "silent", true);

        assertThat(FrontEnd.types(front.outputsOf(id))).containsExactly("status", "status");
        assertThat(front.ask("execute_request", "code", "x")).containsEntry("execution_count", 1);
    }

    @Test void a_cell_may_stay_out_of_the_history() {
        front.ask("execute_request", "code", "secretly", "store_history", false);
        front.ask("execute_request", "code", "openly");

        assertThat(inputs(front.ask("history_request", "hist_access_type", "tail", "n", 10))).containsExactly("openly");
    }

    @Test void an_error_stops_what_was_sent_before_its_sender_could_know() {
        List<String> ids = new ArrayList<>();
        ids.add(front.send(front.shell, "execute_request", "code", "wait"));
        ids.add(front.send(front.shell, "execute_request", "code", "second"));
        ids.add(front.send(front.shell, "execute_request", "code", "third"));
        while (!front.receive(front.iopub).type().equals("stream")) {
            continue;
        }
        front.send(front.control, "interrupt_request");

        List<String> states = ids.stream().map(id -> front.replyTo(front.shell, id).content().getString("status")).toList();

        assertThat(states).containsExactly("error", "aborted", "aborted");
        assertThat(front.ask("execute_request", "code", "fourth")).containsEntry("status", "ok");
    }

    @Test void a_sender_whose_clock_stands_still_is_not_stopped_for_ever() {
        for (String date : List.of("2020-01-01T00:00:00Z", "2020-01-01T00:00:00.123456Z")) {
            FrontEnd.sendFrames(front.shell, front.framesAt(date, "execute_request", "code", "fail"));
            assertThat(front.receive(front.shell).content()).containsEntry("status", "error");

            FrontEnd.sendFrames(front.shell, front.framesAt(date, "execute_request", "code", "fine"));
            assertThat(front.receive(front.shell).content()).containsEntry("status", "ok");
        }
    }

    @Test void an_interrupt_with_a_clock_that_stands_still_spares_what_comes_later() {
        String date = "2020-01-01T00:00:00.123456Z";
        FrontEnd.sendFrames(front.control, front.framesAt(date, "interrupt_request"));
        front.receive(front.control);

        FrontEnd.sendFrames(front.shell, front.framesAt(date, "execute_request", "code", "fine"));

        assertThat(front.receive(front.shell).content()).containsEntry("status", "ok");
    }

    /** Node's clock counts milliseconds: both may well have the same date. */
    @Test void an_interrupt_ends_a_cell_that_was_sent_in_the_same_millisecond() {
        String date = "2020-01-01T00:00:00.123Z";
        FrontEnd.sendFrames(front.control, front.framesAt(date, "interrupt_request"));
        front.receive(front.control);

        FrontEnd.sendFrames(front.shell, front.framesAt(date, "execute_request", "code", "fine"));

        assertThat(front.receive(front.shell).content()).containsEntry("ename", "Interrupted");
    }

    @Test void what_is_asked_next_does_not_overtake_what_was_sent_just_before() {
        Comms.target("dial", comm -> { });
        for (int i = 0; i < 50; i++) {
            front.send(front.shell, "comm_open", "comm_id", "dial " + i, "target_name", "dial", "data", Map.of());

            assertThat(front.ask("comm_info_request").getObject("comms")).containsKey("dial " + i);
        }
    }

    @Test void an_error_stops_nothing_when_told_not_to() {
        String first = front.send(front.shell, "execute_request", "code", "fail", "stop_on_error", false);
        String second = front.send(front.shell, "execute_request", "code", "second");

        assertThat(front.replyTo(front.shell, first).content()).containsEntry("status", "error").containsEntry("ename", "Failed");
        assertThat(front.replyTo(front.shell, second).content()).containsEntry("status", "ok");
    }

    @Test void an_exit_is_told_and_the_kernel_lives() {
        assertThat(front.ask("execute_request", "code", "exit")).containsEntry("ename", "SystemExit");
        assertThat(front.ask("execute_request", "code", "x")).containsEntry("status", "ok");
    }

    @Test void a_fault_of_the_interpreter_is_an_answer_too() {
        assertThat(front.ask("execute_request", "code", "crash")).containsEntry("status", "error").containsEntry("ename", "IllegalStateException");
        assertThat(front.ask("execute_request", "code", "unspeakable")).containsEntry("status", "error");
        assertThat(front.ask("execute_request", "code", "x")).containsEntry("status", "ok");
    }

    @Test void user_expressions_are_answered_with_bundles() {
        JsonObject reply = front.ask("execute_request", "code", "quiet", "user_expressions", Map.of("good", "value", "bad", "fail it"));

        JsonObject answers = reply.getObject("user_expressions");
        assertThat(answers.getObject("good").getObject("data")).containsEntry("text/plain", "value");
        assertThat(answers.getObject("bad")).containsEntry("status", "error").containsEntry("ename", "Failed");
    }

    @Test void input_is_asked_of_the_front_end_that_runs_the_cell() {
        String id = front.send(front.shell, "execute_request", "code", "secret Key?", "allow_stdin", true);
        Message question = front.receive(front.stdin);
        front.send(front.stdin, "input_reply", "value", "sesame");

        assertThat(question.content()).containsEntry("prompt", "Key?").containsEntry("password", true);
        assertThat(question.parentId()).isEqualTo(id);
        assertThat(front.outputsOf(id)).anySatisfy(m -> assertThat(m.content().getObject("data", new JsonObject())).containsEntry("text/plain", "sesame"));
    }

    @Test void a_cell_that_may_not_ask_is_told() {
        assertThat(front.ask("execute_request", "code", "ask Name?", "allow_stdin", false)).containsEntry("ename", "StdinNotImplemented");
    }

    @Test void the_control_channel_is_open_while_a_cell_runs() {
        String running = front.send(front.shell, "execute_request", "code", "wait");
        while (!front.receive(front.iopub).type().equals("stream")) {
            continue;
        }

        assertThat(front.ask("complete_request", "code", "x", "cursor_pos", 1)).containsEntry("status", "ok");
        String id = front.send(front.control, "interrupt_request");

        assertThat(front.replyTo(front.control, id).content()).containsEntry("status", "ok");
        assertThat(front.replyTo(front.shell, running).content()).containsEntry("ename", "Interrupted");
    }

    /** Over two channels the one that was sent later may be the quicker. */
    @Test void an_interrupt_that_overtakes_its_cell_ends_it_and_no_other() {
        List<byte[]> cell = front.framesOf("execute_request", "code", "value", "stop_on_error", false);
        String interrupt = front.send(front.control, "interrupt_request");
        assertThat(front.replyTo(front.control, interrupt).content()).containsEntry("status", "ok");

        FrontEnd.sendFrames(front.shell, cell);

        assertThat(front.receive(front.shell).content()).containsEntry("ename", "Interrupted");
        assertThat(front.ask("execute_request", "code", "value")).containsEntry("status", "ok");
    }

    @Test void an_interrupt_with_nothing_to_interrupt_spares_the_cells_that_are_sent_later() {
        String interrupt = front.send(front.control, "interrupt_request");
        front.replyTo(front.control, interrupt);

        assertThat(front.ask("execute_request", "code", "value")).containsEntry("status", "ok");
    }

    @Test void shutdown_is_answered_with_its_restart_flag() {
        String id = front.send(front.control, "shutdown_request", "restart", true);

        assertThat(front.replyTo(front.control, id).content()).containsEntry("status", "ok").containsEntry("restart", true);
        front.server.awaitShutdown();
    }

    @Test void idle_is_said_before_the_kernel_shuts_down() {
        String id = front.send(front.control, "shutdown_request", "restart", false);
        front.server.awaitShutdown();
        front.server.close();

        assertThat(FrontEnd.types(front.outputsOf(id))).containsExactly("status", "shutdown_reply", "status");
    }

    @Test void history_is_found_by_tail_range_and_pattern_and_outlives_the_session() throws IOException {
        for (String code : List.of("one", "two", "one", "three")) {
            front.ask("execute_request", "code", code);
        }

        assertThat(inputs(front.ask("history_request", "hist_access_type", "tail", "n", 2))).containsExactly("one", "three");
        assertThat(inputs(front.ask("history_request", "hist_access_type", "range", "session", 0, "start", 1, "stop", 3))).containsExactly("one", "two");
        assertThat(inputs(front.ask("history_request", "hist_access_type", "search", "pattern", "*o*", "unique", true))).containsExactly("two", "one");
        JsonArray entry = front.ask("history_request", "hist_access_type", "tail", "n", 1, "output", true).getArray("history").getArray(0);
        assertThat(entry.getArray(2)).containsExactly("three", "three");

        front.close();
        front = new FrontEnd(new Echo(), folder.resolve("history.jsonl"));
        assertThat(inputs(front.ask("history_request", "hist_access_type", "tail", "n", 1))).containsExactly("three");
        assertThat(inputs(front.ask("history_request", "hist_access_type", "range", "session", -1, "start", 2, "stop", 3))).containsExactly("two");
    }

    private static List<String> inputs(JsonObject reply) {
        return reply.getArray("history").stream().map(entry -> ((JsonArray) entry).getString(2)).toList();
    }

    @Test void comms_are_opened_used_listed_and_closed() {
        List<Object> heard = new ArrayList<>();
        Comms.target("slider", comm -> comm.onMessage(data -> {
            heard.add(data.get("value"));
            comm.send(Map.of("echo", data.get("value")));
        }));
        front.outputsOf(front.send(front.shell, "comm_open", "comm_id", "c1", "target_name", "slider", "data", Map.of()));
        List<Message> answers = front.outputsOf(front.send(front.shell, "comm_msg", "comm_id", "c1", "data", Map.of("value", 7)));

        assertThat(heard).containsExactly(7);
        assertThat(FrontEnd.types(answers)).contains("comm_msg");
        assertThat(front.ask("comm_info_request").getObject("comms")).containsKey("c1");
        front.outputsOf(front.send(front.shell, "comm_close", "comm_id", "c1", "data", Map.of()));
        assertThat(front.ask("comm_info_request", "target_name", "slider").getObject("comms")).isEmpty();
    }

    @Test void a_comm_that_nobody_wants_is_closed() {
        String id = front.send(front.shell, "comm_open", "comm_id", "c2", "target_name", "nobody", "data", Map.of());

        assertThat(FrontEnd.types(front.outputsOf(id))).containsExactly("status", "comm_close", "status");
    }

    @Test void the_heart_beats() {
        front.heartbeat.send("ping");

        assertThat(front.heartbeat.recvStr()).isEqualTo("ping");
    }
}

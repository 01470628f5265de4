package dev.lull.engine.check;

import dev.lull.engine.check.LockGraph.Fact;
import dev.lull.engine.check.LockGraph.Held;
import dev.lull.engine.check.LockGraph.Use;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LockGraphTest {
    private static Held held(String name, boolean passed) {
        return new Held(name, name, passed);
    }

    private static Fact fact(String by, String outer, String inner) {
        return new Fact(by, by + "()", held(outer, false), held(inner, false), new int[0], null);
    }

    private static LockGraph graph(Fact... facts) {
        return new LockGraph(List.of(facts), List.of(), List.of());
    }

    private static List<String> names(List<Fact> facts) {
        return facts.stream().map(fact -> fact.held().name() + fact.taken().name()).toList();
    }

    @Test void two_graphs_without_a_circle_may_have_one_together() {
        LockGraph some = graph(fact("one", "a", "b"));
        LockGraph more = graph(fact("two", "b", "c"), fact("two", "c", "a"));

        assertThat(some.circles()).isEmpty();
        assertThat(more.circles()).isEmpty();
        assertThat(some.and(more).circles()).singleElement().satisfies(circle -> assertThat(names(circle)).containsExactly("ab", "bc", "ca"));
        assertThat(some.and(more).findings()).singleElement().satisfies(finding -> assertThat(finding.title()).startsWith("possible circular locking: a before b before c"));
    }

    @Test void an_order_that_both_have_met_is_told_once_by_who_is_named_first() {
        LockGraph both = graph(fact("one", "a", "b")).and(graph(fact("two", "a", "b"), fact("two", "a", "c")));

        assertThat(both.facts()).extracting(Fact::by).containsExactly("one", "two");
        assertThat(both.facts()).extracting(fact -> fact.taken().name()).containsExactly("b", "c");
    }

    @Test void readers_that_let_each_other_pass_are_another_fact_than_a_writer() {
        Fact reads = new Fact("reader", "read()", held("a", true), held("b", true), new int[0], null);
        Fact back = new Fact("other", "read()", held("b", true), held("a", true), new int[0], null);

        assertThat(graph(reads).and(graph(back)).circles()).isEmpty();
        assertThat(graph(reads).and(graph(back)).and(graph(fact("writer", "a", "b"))).facts()).hasSize(3);
    }

    @Test void what_one_lets_a_handler_do_and_the_other_leaves_open_is_found_together() {
        LockGraph handler = new LockGraph(List.of(), List.of(new Use("softirq", "handler()", held("a", false))), List.of());
        LockGraph task = new LockGraph(List.of(), List.of(), List.of(new Use("task", "main()", held("a", false))));

        assertThat(handler.findings()).isEmpty();
        assertThat(handler.and(task).and(task).findings()).singleElement().satisfies(finding -> assertThat(finding.title()).startsWith("inconsistent use of a"));
    }

    @Test void an_order_that_follows_from_others_is_not_essential_but_one_on_a_circle_is() {
        Fact[] line = {fact("t", "a", "b"), fact("t", "b", "c"), fact("t", "a", "c")};

        assertThat(names(graph(line).essential())).containsExactly("ab", "bc");
        Fact[] circle = Arrays.copyOf(line, 4);
        circle[3] = fact("u", "c", "a");
        assertThat(names(graph(circle).essential())).containsExactlyInAnyOrder("ab", "bc", "ac", "ca");
    }
}

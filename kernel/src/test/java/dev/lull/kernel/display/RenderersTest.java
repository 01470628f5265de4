package dev.lull.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.stream.Stream;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What values look like, the tame ones and the wild ones. */
@Timeout(20)
class RenderersTest {
    private final Renderers renderers = new Renderers();

    interface Shape {}

    record Circle(int radius) implements Shape {}

    static class Base {}

    static class Derived extends Base implements Shape {}

    private String plain(Object value) {
        return renderers.render(value).plain();
    }

    @Test void an_exception_is_shown_without_the_frames_by_which_its_cell_was_called() {
        RuntimeException shown = new RuntimeException("shown");
        shown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("Mine", "run", "Mine.java", 3),
            new StackTraceElement("java.lang.reflect.Method", "invoke", "Method.java", 569),
            new StackTraceElement("dev.lull.kernel.shell.CellRunner$Worker", "run", "CellRunner.java", 121),
        });

        assertThat(Renderers.shared().render(shown).plain()).isEqualTo("java.lang.RuntimeException: shown\n    at Mine.run(Mine.java:3)");
    }

    @Test void plain_values_are_their_own_text() {
        assertThat(plain(null)).isEqualTo("null");
        assertThat(plain("as it is\n")).isEqualTo("as it is\n");
        assertThat(plain(1.5)).isEqualTo("1.5");
        assertThat(plain(new int[][] {{1, 2}, {3}})).isEqualTo("[[1, 2], [3]]");
        assertThat(plain(new TreeMap<>(Map.of("a", List.of(1))))).isEqualTo("{a=[1]}");
        assertThat(plain(new Circle(2))).isEqualTo("Circle[radius=2]");
    }

    record Chain(Object next) {}

    record Spoken(int n) {
        @Override
        public String toString() {
            return "number " + n;
        }
    }

    @Test void a_chain_of_records_is_cut_and_one_that_speaks_for_itself_is_heard() {
        Object chain = "end";
        for (int i = 0; i < 100_000; i++) {
            chain = new Chain(chain);
        }

        assertThat(plain(chain)).isEqualTo("Chain[next=Chain[next=Chain[next=Chain[next=Chain[next=Chain[next=...]]]]]]");
        assertThat(plain(new Chain(new Chain(List.of(1))))).isEqualTo("Chain[next=Chain[next=[1]]]").isEqualTo(new Chain(new Chain(List.of(1))).toString());
        assertThat(plain(List.of(new Spoken(3)))).isEqualTo("[number 3]");
    }

    @Test void a_stream_is_not_used_up_by_being_shown() {
        Stream<Integer> stream = Stream.of(1, 2);

        assertThat(PlainText.of(stream)).contains("not read yet").contains(".toList()");
        assertThat(stream.toList()).containsExactly(1, 2);
        assertThat(PlainText.of(List.of(IntStream.range(0, 3)))).contains(".toArray()").endsWith("]");
    }

    @Test void what_cannot_be_read_is_shown_as_far_as_it_goes() {
        List<Integer> broken = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                throw new IllegalStateException("bad");
            }

            @Override
            public int size() {
                return 2;
            }
        };

        assertThat(PlainText.of(List.of(1, broken, 3))).isEqualTo("[1, [(unreadable: java.lang.IllegalStateException: bad)], 3]");
    }

    @Test void the_nearest_type_decides() {
        renderers.add(Object.class, o -> MimeBundle.text("object"));
        renderers.add(Shape.class, s -> MimeBundle.text("shape"));
        renderers.add(Base.class, b -> MimeBundle.text("base"));

        assertThat(plain(new Derived())).isEqualTo("base");
        assertThat(plain(new Circle(1))).isEqualTo("shape");
        assertThat(plain(Thread.State.NEW)).isEqualTo("object");
    }

    @Test void a_renderer_that_fails_leaves_the_plain_text() {
        renderers.add(Circle.class, c -> {
            throw new IllegalStateException("broken");
        });

        assertThat(plain(new Circle(3))).startsWith("Circle[radius=3]").contains("the renderer of").contains("broken");
    }

    @Test void text_stands_on_the_left_of_a_table_and_numbers_on_the_right() {
        String html = (String) renderers.render(List.of(new Circle(1))).data().get("text/html");

        assertThat(html).contains("<th style=\"text-align:right\">radius</th>");
        assertThat((String) renderers.render(Map.of("a", "b")).data().get("text/html")).doesNotContain("text-align:right");
    }

    @Test void maps_and_records_become_tables() {
        assertThat(renderers.render(Map.of("<k>", 1)).data().get("text/html")).asString().contains("left\">&lt;k&gt;</td>", "right\">1</td>");
        assertThat(renderers.render(List.of(new Circle(1), new Circle(2))).data().get("text/html")).asString()
                .contains(">radius</th>").contains(">2</td></tr>");
    }

    @Test void cycles_depth_and_size_are_bounded() {
        List<Object> snake = new ArrayList<>();
        snake.add(snake);
        Object deep = "core";
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        Map<Object, Object> selfish = new LinkedHashMap<>();
        selfish.put("me", selfish);

        assertThat(plain(snake)).contains("again");
        assertThat(plain(selfish)).contains("again");
        assertThat(plain(deep)).hasSizeLessThan(100);
        assertThat(plain(IntStream.range(0, 1_000_000).boxed().toList())).endsWith("... 999,900 more]").hasSizeLessThan(1000);
        assertThat(plain(new long[5_000_000])).hasSizeLessThan(1000);
        assertThat(plain("x".repeat(10_000_000))).hasSizeLessThan(200_000).contains("characters more");
    }

    @Test void exceptions_are_legible() {
        String text = plain(new IllegalStateException("outer", new RuntimeException("inner")));

        assertThat(text).startsWith("java.lang.IllegalStateException: outer\n    at ").contains("Caused by: java.lang.RuntimeException: inner");
    }

    @Test void records_are_shown_by_their_components_unless_they_have_words_of_their_own() {
        assertThat(PlainText.of(new Held(new int[] {1, 2}, List.of("a")))).isEqualTo("Held[numbers=[1, 2], names=[a]]");
        assertThat(PlainText.of(new Worded(1))).isEqualTo("one");
        assertThat(PlainText.of(Map.entry("a", new int[] {1}))).isEqualTo("a=[1]");
    }

    private record Held(int[] numbers, List<Object> names) {}

    private record Worded(int n) {
        @Override public String toString() {
            return "one";
        }
    }

    @Test void a_picture_has_the_size_of_its_pixels_unless_told() {
        byte[] png = java.util.Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAADElEQVR4XmNgIAoAAAAnAAEzgoQbAAAAAElFTkSuQmCC");

        assertThat(Display.png(png).metadata()).isEqualTo(Map.of("image/png", Map.of("width", 4, "height", 3)));
        assertThatThrownBy(() -> Display.png("text")).hasMessageContaining("has no picture");
        assertThatThrownBy(() -> Display.png(new byte[3])).hasMessageContaining("no PNG");
    }

    @Test void what_is_written_in_a_format_is_shown_in_it() {
        assertThat(Display.html("<b>x</b>").data()).containsEntry("text/html", "<b>x</b>").containsKey("text/plain");
        assertThat(Display.json(Map.of("a", 1)).data()).containsEntry("application/json", Map.of("a", 1)).containsEntry("text/plain", "{a=1}");
        assertThat(Display.latex("$x$").data()).containsKey("text/latex");
    }

    @Test void a_renderer_of_arrays_is_for_arrays_of_every_class() {
        Renderers renderers = new Renderers();
        renderers.add(Object[].class, all -> MimeBundle.text(all.length + " things"));

        assertThat(renderers.render(new String[] {"a", "b"}).plain()).isEqualTo("2 things");
    }

    @Test void what_is_nested_and_long_has_a_line_for_each_part() {
        assertThat(plain(new int[3][20])).isEqualTo("""
                [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                 [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                 [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]""");
        assertThat(plain(Map.of("a key", List.of(List.of("x".repeat(60)), List.of("y".repeat(60))))).lines()).hasSize(2);
        assertThat(plain(new int[200])).doesNotContain("\n");
        assertThat(plain(List.of("[".repeat(60), "]".repeat(60)))).doesNotContain("\n");
    }

    @Test void json_is_made_of_records_arrays_and_words_and_what_is_none_is_refused_at_once() {
        assertThat(Display.json(List.of(new Circle(2), new int[] {1}, Thread.State.NEW)).data())
                .containsEntry("application/json", List.of(Map.of("radius", 2), List.of(1), "NEW"));
        assertThatThrownBy(() -> Display.json(List.of(new Base()))).hasMessageContaining("Base is no JSON").hasMessageContaining("toString()");
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThatThrownBy(() -> Display.json(itself)).hasMessageContaining("contains itself");
    }
}

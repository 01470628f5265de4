package dev.lull.kernel.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColoursTest {
    @Test
    void a_keyword_inside_a_word_a_string_or_a_comment_is_none() {
        assertThat(JavaColours.toHtml("interval")).isEqualTo("interval");
        assertThat(JavaColours.toHtml("\"new // x\"")).isEqualTo("<span class=\"string\">&quot;new // x&quot;</span>");
        assertThat(JavaColours.toHtml("/* new\n\"x\" */")).isEqualTo("<span class=\"comment\">/* new\n&quot;x&quot; */</span>");
        assertThat(JavaColours.toHtml("\"\"\"\nint \" x\"\"\"")).isEqualTo("<span class=\"string\">&quot;&quot;&quot;\nint &quot; x&quot;&quot;&quot;</span>");
    }

    @Test
    void unfinished_code_is_coloured_without_harm() {
        assertThat(JavaColours.toHtml("\"open\n1")).isEqualTo("<span class=\"string\">&quot;open</span>\n<span class=\"number\">1</span>");
        assertThat(JavaColours.toHtml("/* open")).isEqualTo("<span class=\"comment\">/* open</span>");
    }

    @Test
    void terminal_colours_become_spans_and_end_where_they_end() {
        assertThat(Ansi.toHtml("a\u001b[1;31mb\u001b[0mc\u001b[Kd")).isEqualTo("a<span class=\"ansi-red ansi-bold\">b</span>cd");
        assertThat(Ansi.toHtml("\u001b[38;5;4m<x>")).isEqualTo("&lt;x&gt;");
        assertThat(Ansi.strip("\u001b[31mx\u001b[m")).isEqualTo("x");
    }
}

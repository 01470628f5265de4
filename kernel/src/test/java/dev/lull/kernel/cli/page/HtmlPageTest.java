package dev.lull.kernel.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.cli.notebook.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {
    @TempDir
    Path folder;

    private String page(String cells) {
        Notebook notebook = Notebook.parse("{\"cells\": [" + cells + "], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}", "t");
        return HtmlPage.of(notebook, folder.resolve("quiet.ipynb"), "lull");
    }

    private static String code(String output) {
        return "{\"cell_type\": \"code\", \"execution_count\": 3, \"source\": \"int x = 1; // <one>\", \"outputs\": [" + output + "]}";
    }

    private static String shown(String bundle) {
        return code("{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": " + bundle + "}");
    }

    @Test
    void the_first_heading_is_the_title_and_else_the_files_name() {
        assertThat(page("{\"cell_type\": \"markdown\", \"source\": \"# Who *wakes* rcuog?\\n\\ntext\"}")).contains("<title>Who wakes rcuog?</title>");
        assertThat(page("")).contains("<title>quiet</title>");
    }

    @Test
    void a_page_needs_neither_network_nor_scripts() {
        String page = page(shown("{\"text/plain\": \"x\"}"));

        assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("<script").doesNotContain("<link");
    }

    @Test
    void code_is_escaped_and_lightly_coloured() {
        assertThat(page(code(""))).contains("<span class=\"keyword\">int</span> x = <span class=\"number\">1</span>; "
                + "<span class=\"comment\">// &lt;one&gt;</span>");
    }

    @Test
    void the_richest_form_of_an_output_is_shown() {
        assertThat(page(shown("{\"text/plain\": \"plain\", \"text/html\": \"<b>rich</b>\"}"))).contains("<b>rich</b>").doesNotContain("plain</pre>");
        assertThat(page(shown("{\"text/plain\": \"plain\", \"image/svg+xml\": \"<?xml version='1.0'?>\\n<svg><g/></svg>\"}")))
                .contains("<svg><g/></svg>").doesNotContain("<?xml");
        assertThat(page(shown("{\"text/plain\": \"a & b\", \"image/png\": \"iVBO\\nRw0=\"}")))
                .contains("<img src=\"data:image/png;base64,iVBORw0=\" alt=\"a &amp; b\">");
        assertThat(page(shown("{\"text/plain\": \"p\", \"text/markdown\": \"| a |\\n|---|\\n| b |\"}"))).contains("<td>b</td>");
    }

    @Test
    void an_error_keeps_its_colours_and_its_caret() {
        String page = page(code("{\"output_type\": \"error\", \"ename\": \"E\", \"evalue\": \"v\","
                + " \"traceback\": [\"\\u001b[31mline 1: cannot <find>\\u001b[0m\", \"    foo\", \"    ^\"]}"));

        assertThat(page).contains("<pre class=\"output error\"><span class=\"ansi-red\">line 1: cannot &lt;find&gt;</span>\n    foo\n    ^</pre>");
    }

    @Test
    void of_a_line_that_was_overwritten_the_last_state_is_shown() {
        String page = page(code("{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": [\"10 %\\r50 %\\r\", \"done\\n\", \"next\\n\"]}"));

        assertThat(page).contains("<pre class=\"output stream\">done\nnext\n</pre>");
    }

    @Test
    void pictures_named_in_the_text_travel_with_the_page() throws Exception {
        Files.write(folder.resolve("fig.png"), new byte[] {1, 2, 3});

        String page = page("{\"cell_type\": \"markdown\", \"source\": \"![a figure](fig.png) ![pasted](attachment:p.png)\","
                + " \"attachments\": {\"p.png\": {\"image/png\": \"AAAA\"}}}");

        assertThat(page).contains("data:image/png;base64," + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}))
                .contains("data:image/png;base64,AAAA");
    }
}

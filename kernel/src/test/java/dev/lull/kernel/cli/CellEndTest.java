package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellEndTest {
    @Test
    void a_failed_cell_names_its_line_and_says_each_thing_once() {
        CellEnd.Failed failed = new CellEnd.Failed("CompileError", "cannot find symbol",
                List.of("\u001b[31mline 3: cannot find symbol\u001b[0m", "    foo"));

        assertThat(failed.line()).isEqualTo(3);
        assertThat(failed.inWords("cell 2", false)).isEqualTo("cell 2: CompileError\nline 3: cannot find symbol\n    foo");
        assertThat(new CellEnd.Failed("E", "m", List.of()).inWords("cell 2", false)).isEqualTo("cell 2: E: m");
    }
}

package dev.lull.kernel.cli.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
    @TempDir
    Path folder;

    private static Notebook notebook(String cells) {
        return Notebook.parse("{\"cells\": [" + cells + "], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 2}", "test.ipynb");
    }

    private String written(Notebook notebook) throws Exception {
        Path file = folder.resolve("out.ipynb");
        notebook.write(file);
        return Files.readString(file);
    }

    @Test
    void a_notebook_is_written_as_nbformat_writes_it() throws Exception {
        Notebook notebook = notebook("""
                {"source": "int a = 1;\\nint b = \\"ü€\\";", "cell_type": "code", "id": "x", "metadata": {"n": 1.50},
                 "outputs": [], "execution_count": null}""");

        assertThat(written(notebook)).isEqualTo("""
                {
                 "cells": [
                  {
                   "cell_type": "code",
                   "execution_count": null,
                   "id": "x",
                   "metadata": {
                    "n": 1.50
                   },
                   "outputs": [],
                   "source": [
                    "int a = 1;\\n",
                    "int b = \\"ü€\\";"
                   ]
                  }
                 ],
                 "metadata": {},
                 "nbformat": 4,
                 "nbformat_minor": 5
                }
                """);
    }

    @Test
    void what_we_do_not_know_is_written_back_unharmed() throws Exception {
        Notebook notebook = notebook("""
                {"source": [], "cell_type": "raw", "id": "x", "metadata": {"deep": [{"a": [1, 2e9, true, null]}]}, "odd": "kept"}""");

        assertThat(written(notebook)).contains("\"odd\": \"kept\"").contains("2e9").contains("null").contains("true");
    }

    @Test
    void cells_without_a_name_get_one_that_is_not_taken() {
        Notebook notebook = notebook("""
                {"source": "1", "cell_type": "code", "metadata": {}, "outputs": []},
                {"source": "2", "cell_type": "code", "metadata": {}, "outputs": [], "id": "cell-1"}""");

        assertThat(notebook.cells()).extracting(Cell::id).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void the_written_file_replaces_the_old_one_whole() throws Exception {
        Path file = folder.resolve("out.ipynb");
        Files.writeString(file, "x".repeat(100_000));

        notebook("").write(file);

        assertThat(Files.readString(file)).startsWith("{").endsWith("}\n");
        assertThat(folder.toFile().list()).containsExactly("out.ipynb");
    }

    @Test
    void an_old_format_is_refused_with_the_command_that_converts_it() {
        assertThatThrownBy(() -> Notebook.parse("{\"nbformat\": 3, \"worksheets\": []}", "old.ipynb"))
                .isInstanceOf(BadNotebook.class)
                .hasMessageContaining("old.ipynb").hasMessageContaining("format 3").hasMessageContaining("jupyter nbconvert");
    }

    @Test
    void something_else_is_refused_as_no_notebook() {
        assertThatThrownBy(() -> Notebook.parse("not json", "a.txt")).isInstanceOf(BadNotebook.class).hasMessageContaining("a.txt is not a notebook");
        assertThatThrownBy(() -> Notebook.parse("{\"nbformat\": 4, \"cells\": [1]}", "b.ipynb")).isInstanceOf(BadNotebook.class);
        assertThatThrownBy(() -> Notebook.read(folder.resolve("missing.ipynb"))).isInstanceOf(BadNotebook.class).hasMessageContaining("there is no file");
    }
}

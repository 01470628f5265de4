package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private final Surroundings surroundings = new Surroundings();

    SurroundingsTest() {
        surroundings.addImport("java.util.*");
        surroundings.addImport("java.util.stream.*");
        surroundings.addImport("static java.lang.Math.*");
        surroundings.addImport("java.util.concurrent.TimeUnit");
        surroundings.addNamed("total", "static REPL.$JShell$11.total");
    }

    @Test void what_names_nothing_needs_nothing() {
        assertThat(surroundings.importsFor("1+1")).isEmpty();
        assertThat(surroundings.importsFor("0x1F + 1e5 + 10L + 'c' + \"List total\" /* List */ // total")).isEmpty();
    }

    @Test void what_comes_with_the_language_needs_nothing() {
        assertThat(surroundings.importsFor("System.out.println(\"x\" + Math.max(1, 2))")).isEmpty();
    }

    @Test void a_class_needs_the_package_that_has_it() {
        assertThat(surroundings.importsFor("new ArrayList<>(List.of(1))")).isEqualTo("import java.util.*;");
        assertThat(surroundings.importsFor("IntStream.range(0, 3).sum()")).isEqualTo("import java.util.stream.*;");
        assertThat(surroundings.importsFor("TimeUnit.DAYS")).isEqualTo("import java.util.concurrent.TimeUnit;");
    }

    @Test void what_is_declared_needs_its_own_import() {
        assertThat(surroundings.importsFor("total + 1")).isEqualTo("import static REPL.$JShell$11.total;");
    }

    @Test void what_stands_behind_a_dot_is_found_without_imports() {
        assertThat(surroundings.importsFor("\"a\".repeat(3).total")).isEmpty();
    }

    @Test void a_name_that_nobody_knows_may_be_imported_from_a_class() {
        assertThat(surroundings.importsFor("max(1, 2)")).isEqualTo("import static java.lang.Math.*;");
    }

    @Test void a_package_that_is_not_the_jdks_is_always_looked_through() {
        surroundings.addImport("tech.tablesaw.api.*");

        assertThat(surroundings.importsFor("1+1")).isEqualTo("import tech.tablesaw.api.*;");
    }

    @Test void escapes_may_hide_any_name() {
        assertThat(surroundings.importsFor("\\u004cist.of()"))
                .contains("import java.util.*;", "import static java.lang.Math.*;", "import static REPL.$JShell$11.total;");
    }
}

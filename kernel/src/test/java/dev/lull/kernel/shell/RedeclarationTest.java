package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A declaration that does not compile takes nothing away. */
class RedeclarationTest {
    private Bench bench;

    @BeforeEach void open() {
        bench = new Bench();
    }

    @AfterEach void close() {
        bench.close();
    }

    @Test void a_variable_keeps_its_value() {
        bench.run("var data = new ArrayList<>(List.of(1, 2));\nint n = 5, m = 6;\npublic static final String NAME = \"a\";");

        assertThat(Bench.told(bench.failure("var data = new ArrayList<>(List.off(1));"))).contains("cannot find symbol: method off").doesNotContain("reasons")
                .contains("\n                               ^^^^^^^^");
        assertThat(bench.failure("int n = 7, m = \"\";").message()).isEqualTo("line 1: incompatible types: String cannot be converted to int");
        assertThat(bench.failure("1 + 1;\npublic static final String NAME = 3;").message()).startsWith("line 2: ");

        assertThat(bench.value("\"\" + data + n + m + NAME")).isEqualTo("[1, 2]56a");
    }

    @Test void a_method_goes_on_as_it_was() {
        bench.run("int f(int a) { return a == 0 ? 1 : f(a - 1); }\nint g() { return f(3); }");

        assertThat(bench.failure("int f(int a) { return a == 0 ? \"\" : f(a - 1); }").message()).contains("String cannot be converted to int");
        assertThat(bench.failure("int f(int a) { return nix; }").message()).contains("cannot find symbol: variable nix");

        assertThat(bench.value("f(2) + g()")).isEqualTo("2");
    }

    @Test void a_type_keeps_its_objects() {
        bench.run("class Tree { Tree left; int size() { return left == null ? 1 : 1 + left.size(); } }\nvar tree = new Tree();\nrecord Age(int years) {}\nvar age = new Age(3);");

        bench.failure("class Tree { Tree left; int size() { return left == null ? 1 : 1 + left.sise(); } }");
        bench.failure("record Age(int years) { int twice() { return \"\"; } }");

        assertThat(bench.value("tree.size() + age.years()")).isEqualTo("4");
        assertThat(bench.complained()).isEmpty();
    }

    @Test void types_that_know_each_other_may_be_declared_anew() {
        String cell = "interface Visitor { void visit(Node node); }\nclass Node { int n = %d; void accept(Visitor v) { v.visit(this); } }\nint[] seen = {0};\n"
                + "new Node().accept(node -> seen[0] = node.n);\nseen[0]";

        assertThat(bench.value(cell.formatted(3))).isEqualTo("3");
        assertThat(bench.value(cell.formatted(4))).isEqualTo("4");
    }

    @Test void what_the_cell_declares_further_down_may_be_missing_at_first() {
        bench.run("class Box { int v = 1; }\nint use() { return 1; }");

        assertThat(bench.value("class Box { int v = helper(); }\nint use() { return more(); }\nint helper() { return 7; }\nint more() { return 2; }\nnew Box().v + use()")).isEqualTo("9");
    }

    @Test void a_sealed_type_permits_the_subtypes_of_its_cell() {
        String cell = """
                public sealed interface Expr<T> {}
                record Num(int n) implements Expr<Integer> {}
                record Add(Expr<?> l, Expr<?> r) implements Comparable<Expr<?>>, Expr<List<Map<String, Integer>>> { public int compareTo(Expr<?> other) { return 0; } }
                int eval(Expr<?> e) { return e instanceof Num n ? n.n() : eval(((Add) e).l()) + eval(((Add) e).r()); }
                eval(new Add(new Num(3), new Num(4)))""";

        assertThat(bench.value(cell)).isEqualTo("7");
        assertThat(bench.value(cell)).isEqualTo("7");
        assertThat(bench.failure("sealed interface Lonely {}").message()).contains("let them stand in the same cell");
    }
}

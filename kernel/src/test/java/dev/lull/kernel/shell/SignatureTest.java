package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What JShell says of elements, taken apart. */
class SignatureTest {
    @Test void methods_constructors_fields_types_and_variables_are_told_apart() {
        assertThat(Signature.of("Stream<R> Stream<T>.<R>map(Function<? super T,? extends R> mapper)")).isEqualTo(new Signature("Stream", "map", List.of("Function")));
        assertThat(Signature.of("int a.b.C.gcd(int p, long[] q, java.lang.String... r) throws a.E")).isEqualTo(new Signature("a.b.C", "gcd", List.of("int", "long[]", "String[]")));
        assertThat(Signature.of("ArrayList<E>()")).isEqualTo(new Signature("ArrayList", "ArrayList", List.of()));
        assertThat(Signature.of("a.b.Lab.EITHER:a.Irqs")).isEqualTo(new Signature("a.b.Lab", "EITHER", null));
        assertThat(Signature.of("lx:a.b.Linux")).isEqualTo(new Signature("a.b.Linux", "", null));
        assertThat(Signature.of("java.util.Map.Entry<K, V>")).isEqualTo(new Signature("java.util.Map.Entry", "", null));
    }

    @Test void the_javadoc_tools_pages_are_read_as_old_and_new_tools_write_them() {
        Signature gcd = new Signature("a.C", "gcd", List.of("int", "String[]"));

        assertThat(JavadocPage.commentOn("<section class=\"detail\" id=\"gcd(int,java.lang.String[])\"><h3>gcd</h3><div class=\"block\">New.</div></section>", gcd)).contains("New.");
        assertThat(JavadocPage.commentOn("<a name=\"gcd-int-java.lang.String:A-\"></a><h4>gcd</h4><div class=\"block\">Old.</div>", gcd)).contains("Old.");
        assertThat(JavadocPage.commentOn("<section class=\"detail\" id=\"gcd(int,java.lang.String[])\"></section><section id=\"x\"><div class=\"block\">Other.</div>", gcd)).isEmpty();
    }

    @Test void a_records_components_are_no_parameters_of_its_methods() {
        String told = "a.Load a.Load(String list, a.Map<K, V> more).times(int n)";

        assertThat(Signature.of(told)).isEqualTo(new Signature("a.Load", "times", List.of("int")));
        assertThat(Signature.forPeople(told)).isEqualTo("Load Load.times(int n)");
    }

    @Test void for_people_it_is_written_as_java_declares_it() {
        assertThat(Signature.forPeople("dev.lull.kernel.lab.LinuxUnderTest dev.lull.kernel.lab.LinuxUnderTest.cpus(int count)")).isEqualTo("LinuxUnderTest LinuxUnderTest.cpus(int count)");
        assertThat(Signature.forPeople("quiet:java.lang.String")).isEqualTo("String quiet");
        assertThat(Signature.forPeople("java.lang.String")).isEqualTo("java.lang.String");
        assertThat(Signature.forPeople("Stream<R> Stream<T>.<R>map(Function<? super T,? extends R> mapper)")).isEqualTo("<R> Stream<R> Stream<T>.map(Function<? super T,? extends R> mapper)");
    }
}

package dev.lull.engine.zoo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ZooTest {
    static List<Bug> bugs() {
        return Zoo.all();
    }

    @ParameterizedTest @MethodSource("bugs")
    void every_bug_is_found_where_it_is(Bug bug) {
        Bug.Result result = bug.buggy().run();

        assertThat(result.found()).as(bug.id() + ", " + bug.name() + ": " + result).isTrue();
    }

    @ParameterizedTest @MethodSource("bugs")
    void no_bug_is_found_where_it_is_mended(Bug bug) {
        Bug.Result result = bug.fixed().run();

        assertThat(result.found()).as(bug.id() + ", " + bug.name() + ": " + result).isFalse();
        boolean provesNothing = bug.fixed().how().endsWith("random walks");
        assertThat(result.holds()).as(bug.id() + ", " + bug.name() + ": " + result).isEqualTo(!provesNothing);
    }

    @Test void numbers_and_names_are_unlike_each_other() {
        assertThat(Zoo.all()).extracting(Bug::id).doesNotHaveDuplicates();
        assertThat(Zoo.all()).extracting(Bug::name).doesNotHaveDuplicates();
    }

    @Test void every_entry_of_the_reference_is_here_or_the_doorplate_says_why_not() throws IOException {
        String doorplate = Files.readString(Path.of("src/main/java/dev/lull/engine/zoo/package-info.java"));
        String left = doorplate.substring(doorplate.indexOf("Not in the zoo"), doorplate.indexOf("<p>Derived here"));
        List<String> missing = IntStream.rangeClosed(1, 29).mapToObj(number -> "Z" + number)
                .filter(id -> Zoo.all().stream().noneMatch(bug -> bug.id().equals(id)) && !left.contains(id + ",")).toList();

        assertThat(missing).isEmpty();
    }

    @Test void a_bug_is_asked_for_by_name_or_by_number() {
        assertThat(Zoo.named("Z1")).isSameAs(Zoo.named("nocb_timer requeue"));
        assertThatThrownBy(() -> Zoo.named("Heisenbug")).hasMessageContaining("In it are \"nocb_timer requeue\" (Z1)");
    }
}

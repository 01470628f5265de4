package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.shell.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.Test;

/** What Tab shows in a terminal. */
class ReplCompleterTest {
    private static List<String> described(int count, String signature) {
        List<Completion.Match> matches = IntStream.range(0, count).mapToObj(i -> new Completion.Match("method" + i + "(", "function", signature)).toList();
        List<Candidate> candidates = new ArrayList<>();
        new ReplCompleter().complete(null, new ReplParser.Line("", 0, "", new Completion(0, 0, matches)), candidates);
        return candidates.stream().map(Candidate::descr).toList();
    }

    @Test
    void a_few_are_told_with_how_they_are_declared_and_many_stand_side_by_side() {
        assertThat(described(2, "(int n): int")).containsExactly("(int n): int", "(int n): int");
        assertThat(described(50, "(int n): int")).containsOnlyNulls();
        assertThat(described(1, "(int n): int | ".repeat(20)).get(0)).hasSize(60).endsWith("...");
    }
}

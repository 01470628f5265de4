package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterexampleIT {
    @TempDir
    Path folder;

    @Test
    void the_cell_that_a_counterexample_writes_plays_to_the_same_violation() throws Exception {
        Files.writeString(folder.resolve("find.jsh"), """
                var answer = linux("5.12").cpus(2).gpStride(2).scenario("can a callback be forgotten?")
                    .load(callRcu().on(0).times(3).irqs(EITHER))
                    .load(callRcu().on(1).times(1))
                    .explore(bounds().walks(5_000, 1));
                Files.writeString(Path.of("again.jsh"), answer.counterexample().cell().text());
                System.out.println(answer.counterexample().finding().title());
                """);

        Lull.Ended found = Lull.lull(folder, "script", "find.jsh");
        Lull.Ended again = Lull.lull(folder, "script", "again.jsh");

        assertThat(found.status()).as(found.err()).isZero();
        assertThat(again.out()).as(again.err()).contains("VIOLATED: lost wakeup: " + found.out().strip().lines().reduce((a, b) -> b).orElseThrow());
    }
}

package dev.lull.engine.explore;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** Spin, given the same protocols, says the same. Needs Debian's spin and gcc; see {@code .ci/run}. */
class SpinAgreesTest {
    private static final int CALLS = 2;
    private static final int FOREIGN = 0;

    @TempDir Path folder;

    @BeforeAll static void spinIsHere() {
        if (Spin.missing().isEmpty()) return;
        String message = "Spin's verdict is missing. Get it with: apt-get install " + String.join(" ", Spin.missing());
        if ("true".equals(System.getenv("LULL_REQUIRE_ALL"))) fail(message);
        abort(message);
    }

    private Spin seed001(int version, String... compiler) {
        return Spin.make(folder, "seed001.pml", List.of("VERSION=" + version, "N=" + CALLS, "G=" + FOREIGN), List.of(compiler));
    }

    @ParameterizedTest @ValueSource(ints = {512, 513, 514})
    void the_packed_search_meets_the_states_that_spin_meets(int version) {
        Spin.Answer spin = seed001(version, "-DNOREDUCE").searchAll();
        HandPacked.Answer packed = new HandPacked(new PackedProtocol(version, CALLS, FOREIGN)).run(false);

        assertThat(packed.states()).isEqualTo(spin.states());
        assertThat(packed.lost()).isEqualTo(spin.violated()).isEqualTo(version == 512);
    }
}

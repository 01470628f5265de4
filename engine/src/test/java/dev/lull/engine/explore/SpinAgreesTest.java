package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Definition;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Spin, given the same protocols, says the same. Its models were written from the step list whose labels labels.txt holds, not
 * from our Java, so where we are wrong it need not be. Needs Debian's spin and gcc; see {@code .ci/run}.
 */
class SpinAgreesTest {
    private static final int CALLS = 2;
    private static final int FOREIGN = 0;
    private static final List<String> IN_A_HURRY = List.of("-O0");          // gcc takes longer to optimise than these searches last

    @TempDir Path folder;

    @BeforeAll static void spinIsHere() {
        if (Spin.missing().isEmpty()) return;
        String message = "Spin's verdict is missing. Get it with: apt-get install " + String.join(" ", Spin.missing());
        if ("true".equals(System.getenv("LULL_REQUIRE_ALL"))) fail(message);
        abort(message);
    }

    private Spin seed001(int version, int calls, String... search) {
        List<String> compiler = new ArrayList<>(List.of(search));
        compiler.addAll(IN_A_HURRY);
        return Spin.make(folder, "seed001.pml", List.of("VERSION=" + version, "N=" + calls, "G=" + FOREIGN), compiler);
    }

    private Spin lockOrder(boolean sameOrder) {
        return Spin.make(folder, "lockorder.pml", List.of("ORDER=" + (sameOrder ? 1 : 0)), List.of("-DNOREDUCE", "-DBFS", "-O0"));
    }

    private static Verdict explore(Definition definition) {
        return Exploration.of(definition, Bounds.DEFAULT).run(Progress.SILENT);
    }

    private static Verdict breadthFirst(Definition definition) {
        return Exploration.of(definition, Bounds.DEFAULT.shortest()).unreduced().run(Progress.SILENT);
    }

    // ---- seed 001 ---------------------------------------------------------------------------------------------

    @ParameterizedTest @ValueSource(ints = {512, 513, 514})
    void the_packed_search_meets_the_states_that_spin_meets(int version) {
        Spin.Answer spin = seed001(version, CALLS, "-DNOREDUCE").searchAll();
        HandPacked.Answer packed = new HandPacked(new PackedProtocol(version, CALLS, FOREIGN)).run(false);

        assertThat(packed.states()).isEqualTo(spin.states());
        assertThat(packed.lost()).isEqualTo(spin.violated()).isEqualTo(version == 512);
    }

    @ParameterizedTest @ValueSource(ints = {513, 514})
    void the_fixed_protocol_holds_and_without_reduction_in_as_many_states(int version) {
        Definition protocol = Seed001Protocol.definition(version, CALLS, FOREIGN);
        Spin.Answer spin = seed001(version, CALLS, "-DNOREDUCE").search();

        Verdict everything = breadthFirst(protocol);

        assertThat(spin.violated()).isFalse();
        assertThat(everything.holds()).isTrue();
        assertThat(everything.states()).isEqualTo(spin.states());
        assertThat(explore(protocol).holds()).isTrue();
    }

    @Test void the_bug_of_5_12_is_found_and_the_shortest_way_to_it_is_as_long() {
        Definition protocol = Seed001Protocol.definition(512, CALLS, FOREIGN);
        Spin.Answer spin = seed001(512, CALLS, "-DNOREDUCE", "-DBFS").search();

        Verdict shortest = breadthFirst(protocol);

        assertThat(spin.violated()).isTrue();
        assertThat(shortest.isViolated()).isTrue();
        assertThat(shortest.counterexample().length()).isEqualTo(spin.length());
        assertThat(explore(protocol).isViolated()).isTrue();
    }

    /** Four calls for the bug, which needs them with this limit; for the proofs three, as four would take a minute. */
    @ParameterizedTest @CsvSource({"5.12, 4", "5.13, 3", "5.14, 3"})
    void the_linux_model_which_is_finer_says_the_same(String version, int calls) {
        Scenario scenario = Scenario.of("who wakes rcuog?", Linux.version(version).cpus(1).nobypassLim(2))
                .load(CallRcuLoad.callRcu().on(0).times(calls).irqs(Irqs.EITHER));
        Bounds bounds = version.equals("5.12") ? Bounds.DEFAULT : Bounds.DEFAULT.shortest();
        Spin.Answer spin = seed001(Integer.parseInt(version.replace(".", "")), calls, "-DNOREDUCE").search();

        Verdict verdict = Exploration.of(scenario, bounds).run(Progress.SILENT);

        assertThat(verdict.isViolated()).isEqualTo(spin.violated());
        assertThat(verdict.holds()).isEqualTo(!spin.violated());
    }

    // ---- lock order -------------------------------------------------------------------------------------------

    @Test void two_locks_taken_in_two_orders_lock_up_after_as_many_moves() {
        Spin.Answer spin = lockOrder(false).search();

        Verdict verdict = breadthFirst(TwoLocks.definition(false));

        assertThat(spin.violated()).isTrue();
        assertThat(verdict.isViolated()).isTrue();
        assertThat(verdict.counterexample().length()).isEqualTo(spin.length());
        assertThat(explore(TwoLocks.definition(false)).isViolated()).isTrue();
    }

    @Test void two_locks_taken_in_one_order_never_do() {
        Spin.Answer spin = lockOrder(true).search();

        Verdict verdict = breadthFirst(TwoLocks.definition(true));

        assertThat(spin.violated()).isFalse();
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.states()).isEqualTo(spin.states());
        assertThat(explore(TwoLocks.definition(true)).holds()).isTrue();
    }
}

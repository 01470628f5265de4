package dev.lull.engine.run.srcu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.engine.linux.srcu.InitVariant;
import dev.lull.engine.linux.srcu.SrcuHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** The decision table of initialisation, found by running, held against the one that was worked out by hand. */
class InitTableTest {
    private static SrcuHeap.Part part(String failure) {
        return switch (failure) {
            case "F1" -> SrcuHeap.Part.SRCU_USAGE;
            case "F2" -> SrcuHeap.Part.SRCU_DATA;
            case "F3" -> SrcuHeap.Part.SRCU_NODE;
            default -> null;
        };
    }

    /** variant, kind, what fails: return value, sup, sda, leak, dangling, usable, and what a wrong cleanup meets first. */
    @ParameterizedTest @CsvSource(nullValues = "-", delimiter = '|', value = {
            "I0 | dyn | F2 | -12 | n/a   | NULL      | -   | -   | RETRY       | wild per-CPU access",
            "I0 | dyn | F3 | -12 | n/a   | NULL      | -   | -   | RETRY       | wild per-CPU access",
            "I0 | static | F3 | 0 | n/a  | kept      | -   | -   | SMALL       | -",
            "I1 | dyn | F1 | -12 | NULL  | untouched | -   | -   | RETRY       | null pointer dereference",
            "I1 | dyn | F2 | -12 | valid | NULL      | sup | -   | RETRY_LEAKS | wild per-CPU access",
            "I1 | dyn | F3 | -12 | valid | NULL      | sup | -   | RETRY_LEAKS | wild per-CPU access",
            "I1 | static | F3 | 0 | kept | kept      | -   | -   | SMALL       | -",
            "I2 | dyn | F1 | -12 | NULL  | untouched | -   | -   | RETRY       | null pointer dereference",
            "I2 | dyn | F2 | -12 | freed | NULL      | -   | sup | RETRY       | use after free",
            "I2 | dyn | F3 | -12 | freed | NULL      | -   | sup | RETRY       | use after free",
            "I2 | static | F3 | 0 | kept | kept      | -   | -   | SMALL       | -",
            "I3 | dyn | F1 | -12 | NULL  | untouched | -   | -   | RETRY       | null pointer dereference",
            "I3 | dyn | F2 | -12 | freed | NULL      | -   | sup | RETRY       | use after free",
            "I3 | dyn | F3 | -12 | freed | NULL      | -   | sup | RETRY       | use after free",
            "I3 | static | F3 | -12 | kept | kept    | -   | -   | HALF        | -",
            "I4 | dyn | F1 | -12 | NULL  | untouched | -   | -   | RETRY       | null pointer dereference",
            "I4 | dyn | F2 | -12 | freed | NULL      | -   | sup | RETRY       | use after free",
            "I4 | dyn | F3 | -12 | freed | NULL      | -   | sup | RETRY       | use after free",
            "I4 | static | F3 | -12 | kept | kept    | -   | -   | HALF        | -",
            "I5 | dyn | F1 | -12 | NULL  | untouched | -   | -   | RETRY       | null pointer dereference",
            "I5 | dyn | F2 | -12 | NULL  | NULL      | -   | -   | RETRY       | null pointer dereference",
            "I5 | dyn | F3 | -12 | NULL  | NULL      | -   | -   | RETRY       | null pointer dereference",
            "I5 | static | F3 | -12 | kept | kept    | -   | -   | HALF        | -",
            "I6 | static | F3 | 0 | kept | kept      | -   | -   | SMALL       | -"})
    void every_failure_ends_as_worked_out_by_hand(InitVariant variant, String kind, String fails, int returned, String sup, String sda, String leak, String dangling, InitOutcome.Use use, String cleanup) {
        InitOutcome outcome = InitTable.outcome(variant, kind.equals("static"), part(fails), true);

        assertThat(outcome.returned()).isEqualTo(returned);
        assertThat(outcome.sup()).isEqualTo(sup);
        assertThat(outcome.sda()).isEqualTo(sda);
        assertThat(outcome.leaked()).extracting(SrcuHeap.Part::says).isEqualTo(leak == null ? List.of() : List.of(leak));
        assertThat(outcome.dangling()).extracting(SrcuHeap.Part::says).isEqualTo(dangling == null ? List.of() : List.of(dangling));
        assertThat(outcome.use()).isEqualTo(use);
        if (cleanup == null) assertThat(outcome.cleanup()).isEmpty();
        else assertThat(outcome.cleanup()).startsWith(cleanup);
    }

    @ParameterizedTest @CsvSource({"I3", "I4", "I5"})
    void a_static_domain_that_fails_looks_uninitialised_and_leads_the_worker_nowhere(InitVariant variant) {
        InitOutcome outcome = InitTable.outcome(variant, true, SrcuHeap.Part.SRCU_NODE, true);

        assertThat(outcome.unset()).containsExactly("srcu_ssp=NULL", "needed!");
        assertThat(outcome.ignored()).isTrue();
    }

    @ParameterizedTest @CsvSource({"I0", "I1", "I2", "I3", "I4", "I5", "I6"})
    void without_a_failure_every_variant_works_with_and_without_a_tree(InitVariant variant) {
        for (boolean isStatic : new boolean[] {true, false}) {
            assertThat(InitTable.outcome(variant, isStatic, null, false)).matches(o -> o.returned() == 0 && o.use() == InitOutcome.Use.SMALL);
            assertThat(InitTable.outcome(variant, isStatic, null, true)).matches(o -> o.returned() == 0 && o.use() == InitOutcome.Use.BIG);
        }
    }

    @Test void the_small_fix_and_the_version_with_labels_differ_in_nothing() {
        assertThat(InitTable.of(InitVariant.I4)).usingRecursiveFieldByFieldElementComparatorIgnoringFields("variant").isEqualTo(InitTable.of(InitVariant.I3));
    }

    @Test void a_cleanup_after_a_dangling_pointer_ends_in_a_second_free_and_with_the_pointer_cleared_it_does_not() {
        assertThat(InitTable.outcome(InitVariant.I2, false, SrcuHeap.Part.SRCU_NODE, true).cleanup()).endsWith("double free");
        assertThat(InitTable.outcome(InitVariant.I5, false, SrcuHeap.Part.SRCU_NODE, true).cleanup()).containsExactly("null pointer dereference");
    }

    @Test void nodes_are_never_leaked() {
        assertThat(InitTable.all()).allSatisfy(outcome -> assertThat(outcome.leaked()).doesNotContain(SrcuHeap.Part.SRCU_NODE));
    }
}

package dev.lull.engine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PackageRulesTest extends PackageRules {
    @Test void the_engine_knows_nothing_of_notebooks() {
        arrows().forEach((room, known) -> assertThat(known).as(room).doesNotContain("kernel"));
    }
}

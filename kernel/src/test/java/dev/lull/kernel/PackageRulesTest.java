package dev.lull.kernel;

import dev.lull.engine.PackageRules;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PackageRulesTest extends PackageRules {
    @Test void the_lab_knows_neither_the_wire_nor_the_interpreter() {
        assertThat(arrows().get("lab")).doesNotContain("jupyter", "shell", "magic", "cli");
        assertThat(arrows().get("jupyter")).doesNotContain("lab", "engine");
    }
}

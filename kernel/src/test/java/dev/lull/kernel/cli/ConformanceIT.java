package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel as Debian's jupyter_client sees it: Jupyter's own test, and a soak. */
class ConformanceIT {
    @TempDir
    static Path prefix;
    @TempDir
    Path folder;

    @BeforeAll
    static void install() {
        Lull.Ended ended = Lull.lull(prefix, "install", "--prefix", prefix.toString(), "--no-archive");
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    private Lull.Ended python(String script, String... arguments) throws IOException {
        try (InputStream in = ConformanceIT.class.getResourceAsStream(script)) {
            Files.copy(in, folder.resolve(script));
        }
        Map<String, String> environment = new HashMap<>(JupyterIT.environment(prefix, folder));
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());      // a history of its own
        List<String> command = new ArrayList<>(List.of(Needed.PYTHON, script));
        command.addAll(List.of(arguments));
        return Lull.run(folder, environment, command);
    }

    @Test
    void jupyters_own_test_of_kernels_passes_whole() throws IOException {
        Needed.pythonModule("jupyter_kernel_test", "python3-jupyter-kernel-test");

        Lull.Ended ended = python("conformance.py");

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.err()).contains("Ran 12 tests").doesNotContain("skipped");
    }

    @Test
    void cells_errors_interrupts_floods_and_malformed_frames_are_all_answered_and_nothing_grows() throws IOException {
        Needed.pythonModule("jupyter_client", "python3-jupyter-client");

        Lull.Ended ended = python("soak.py", "600");

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("all answered");
    }
}

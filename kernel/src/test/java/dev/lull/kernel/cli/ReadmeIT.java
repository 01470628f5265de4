package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's Java runs: its blocks fenced as {@code java}, one after the other in one session; first in
 * {@code lull script}, then in plain {@code jshell} with {@code lib/lull.jar} on its class path.
 */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("^```java\\s*\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern COMMAND = Pattern.compile("^\\$? *(?:mvn .*&& )?(?:kernel/target/lull/bin/)?lull ([^#\n]+)", Pattern.MULTILINE);

    @TempDir
    Path folder;

    private static String readme() throws Exception {
        Path readme = Path.of("../README.md");
        return Files.exists(readme) ? Files.readString(readme) : "";
    }

    private static String java() throws Exception {
        return BLOCK.matcher(readme()).results().map(block -> block.group(1)).collect(Collectors.joining("\n"));
    }

    @Test
    void its_commands_are_ones_that_lull_understands() throws Exception {
        for (MatchResult command : COMMAND.matcher(readme()).results().toList()) {
            assertThatCode(() -> LullCommand.parse(command.group(1).strip().split("\\s+"))).as(command.group()).doesNotThrowAnyException();
        }
    }

    @Test
    void its_examples_run_in_a_script() throws Exception {
        Files.writeString(folder.resolve("readme.jsh"), java());

        Lull.Ended ended = Lull.lull(folder, "script", "readme.jsh");

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    void its_examples_run_in_plain_jshell() throws Exception {
        Files.writeString(folder.resolve("readme.jsh"), java() + "\n/exit\n");

        Lull.Ended ended = Lull.run(folder, Map.of(), List.of(Path.of(System.getProperty("java.home"), "bin/jshell").toString(),
                "-R-Djava.awt.headless=true", "--class-path", Lull.home().resolve("lib/lull.jar").toString(), "readme.jsh"));

        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out() + ended.err()).doesNotContain("Error:").doesNotContain("Exception");
    }
}

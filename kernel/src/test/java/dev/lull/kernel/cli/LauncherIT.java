package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
    @TempDir
    Path folder;

    @AfterEach
    void removeLinks() throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isSymbolicLink).toList()) Files.delete(file);
        }
    }

    private Lull.Ended version(Map<String, String> environment) {
        return Lull.run(folder, environment, Lull.command("--version"));
    }

    private Path fakeJdk(String release) throws Exception {
        Path java = folder.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("jdk/release"), release);
        return folder.resolve("jdk");
    }

    @Test
    void the_version_names_lull_and_the_java_it_runs_on() {
        Lull.Ended ended = version(Map.of());

        assertThat(ended.out()).matches("lull \\d+\\.\\d+\\.\\d+ \\(Java .*\\)\n").contains(System.getProperty("java.version"));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
    }

    @Test
    void it_works_through_links_from_anywhere() throws Exception {
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), Lull.launcher());
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path relative = Files.createSymbolicLink(bin.resolve("lull"), Path.of("../absolute"));

        assertThat(Lull.run(folder, Map.of(), List.of(absolute.toString(), "--version")).status()).isZero();
        assertThat(Lull.run(Path.of("/"), Map.of(), List.of(relative.toString(), "--version")).status()).isZero();
        assertThat(Lull.run(bin, Map.of(), List.of("sh", "lull", "--version")).status()).isZero();
    }

    @Test
    void it_works_from_a_folder_with_spaces_and_umlauts() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("my jürgen's lull"));
        for (String part : List.of("bin", "lib")) {
            Files.createDirectory(odd.resolve(part));
            try (var files = Files.list(Lull.home().resolve(part))) {
                for (Path file : files.toList()) Files.copy(file, odd.resolve(part).resolve(file.getFileName()));
            }
        }

        Lull.Ended ended = Lull.run(folder, Map.of(), List.of(odd.resolve("bin/lull").toString(), "--version"));

        assertThat(ended.status()).as(ended.err()).isZero();
    }

    @Test
    void the_java_that_it_was_installed_with_comes_before_the_one_on_the_path() throws Exception {
        Path jdk = fakeJdk("JAVA_VERSION=\"11.0.20\"\n");

        Lull.Ended ended = version(Map.of("JAVA_HOME", "", "LULL_INSTALLED_WITH", jdk.toString()));

        assertThat(ended.err()).contains("the Java that lull was installed with (" + jdk + ") is Java 11.0.20, too old");
    }

    @Test
    void without_any_java_it_says_how_to_get_one() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sh", "readlink", "tr", "nproc")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin").resolve(tool));
        }

        Lull.Ended ended = version(Map.of("JAVA_HOME", "", "PATH", tools.toString()));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("no Java found").contains("JAVA_HOME").contains("apt install openjdk-17-jdk-headless");
    }

    @Test
    void a_wrong_java_home_is_named() {
        Lull.Ended ended = version(Map.of("JAVA_HOME", folder.resolve("nowhere").toString()));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("JAVA_HOME is " + folder.resolve("nowhere"));
    }

    @Test
    void a_java_that_is_too_old_is_refused_with_its_version() throws Exception {
        Path jdk = fakeJdk("JAVA_VERSION=\"11.0.20\"\n");

        Lull.Ended ended = version(Map.of("JAVA_HOME", jdk.toString()));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("is Java 11.0.20, too old").contains("17 or newer");
    }

    @Test
    void a_java_without_jshell_is_refused() throws Exception {
        Path jre = fakeJdk("JAVA_VERSION=\"21.0.1\"\nMODULES=\"java.base java.desktop\"\n");

        Lull.Ended ended = version(Map.of("JAVA_HOME", jre.toString()));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("without the module jdk.jshell").contains("needs a JDK");
    }

    @Test
    void help_lists_the_commands_and_explains_each() {
        Lull.Ended help = Lull.lull(folder, "help");

        assertThat(help.status()).isZero();
        for (String command : List.of("run", "script", "repl", "install", "uninstall", "doctor", "kernel")) {
            assertThat(help.out()).contains("\n  " + command + " ");
            Lull.Ended ended = Lull.lull(folder, "help", command);
            assertThat(ended.status()).isZero();
            assertThat(ended.out()).startsWith("Usage: lull " + command);
        }
    }

    @Test
    void an_unknown_command_is_a_usage_error() {
        Lull.Ended ended = Lull.lull(folder, "frobnicate");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("frobnicate").contains("See: lull help");
    }
}

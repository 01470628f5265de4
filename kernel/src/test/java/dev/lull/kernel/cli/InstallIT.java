package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallIT {
    @TempDir
    Path folder;

    private Lull.Ended lull(String... args) {
        return Lull.run(folder, Map.of("HOME", folder.toString(), "XDG_DATA_HOME", "", "JUPYTER_DATA_DIR", ""), Lull.command(args));
    }

    @Test
    void the_kernelspec_names_this_launcher_and_this_java() {
        Lull.Ended ended = lull("install", "--prefix", "env", "--no-archive");

        Path spec = folder.resolve("env/share/jupyter/kernels/lull");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains(spec.toString());
        assertThat(spec.resolve("kernel.json")).content()
                .contains("\"" + Lull.launcher() + "\",\"kernel\",\"{connection_file}\"")
                .contains("\"display_name\":\"Java (Lull)\"").contains("\"language\":\"java\"")
                .contains("\"interrupt_mode\":\"message\"").contains(System.getProperty("java.home"));
        assertThat(spec.toFile().list()).containsExactlyInAnyOrder("kernel.json", "logo-svg.svg", "logo-32x32.png", "logo-64x64.png");
    }

    @Test
    void it_goes_to_the_users_HOME_where_jupyter_looks_unless_told_otherwise_and_comes_away_again() {
        assertThat(lull("install", "--no-archive").status()).isZero();
        Path spec = folder.resolve(".local/share/jupyter/kernels/lull");
        assertThat(spec.resolve("kernel.json")).exists();

        assertThat(lull("uninstall").status()).isZero();
        assertThat(spec).doesNotExist();

        Lull.Ended again = lull("uninstall");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("there is no kernel in " + spec);
    }

    @Test
    void a_kernel_of_somebody_else_is_left_alone() throws Exception {
        Path spec = Files.createDirectories(folder.resolve("env/share/jupyter/kernels/lull"));
        Files.writeString(spec.resolve("kernel.json"), "{\"argv\": [\"python3\"]}");

        Lull.Ended ended = lull("uninstall", "--prefix", "env");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("was not made by lull install");
        assertThat(spec.resolve("kernel.json")).exists();
    }

    @Test
    void an_archive_is_made_for_this_java_and_used() {
        Lull.Ended installed = lull("install", "--prefix", "env");

        assertThat(installed.out()).as(installed.err()).contains("made the class-data archive");
        String log = Lull.run(folder, Map.of("LULL_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("classes.log")),
                Lull.command("--version")).err();
        assertThat(log).isEmpty();
        assertThat(folder.resolve("classes.log")).content().containsPattern("dev\\.lull\\.kernel\\.cli\\.Main source: shared objects file");

        Lull.Ended doctor = lull("doctor");
        assertThat(doctor.out()).contains("ok       class-data archive");
        assertThat(lull("uninstall", "--prefix", "env").out()).contains("removed").contains("archive");
    }

    @Test
    void the_doctor_says_what_is_missing_and_how_to_mend_it() {
        Lull.Ended ended = lull("doctor");

        assertThat(ended.out()).contains("ok       Java ").contains("Javadoc").contains("the kernel answers: 1 + 1")
                .contains("missing  no kernelspec").contains("mend it with: lull install");
        assertThat(ended.status()).isZero();
    }

    @Test
    void the_doctor_finds_a_kernelspec_whose_launcher_is_gone() throws Exception {
        lull("install", "--no-archive");
        Path json = folder.resolve(".local/share/jupyter/kernels/lull/kernel.json");
        Files.writeString(json, Files.readString(json).replace(Lull.launcher().toString(), "/nowhere/bin/lull"));

        Lull.Ended ended = lull("doctor");

        assertThat(ended.out()).contains("BROKEN").contains("/nowhere/bin/lull, which is not there");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void a_name_jupyter_would_refuse_is_refused() {
        assertThat(lull("install", "--prefix", "env", "--name", "my kernel").err()).contains("Jupyter does not take \"my kernel\"");
        assertThat(List.of(folder.toFile().list())).doesNotContain("env");
    }
}

package dev.lull.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.display.DisplaySink;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Input;
import dev.lull.kernel.shell.JavaInterpreter;
import dev.lull.kernel.shell.JavaSettings;
import dev.lull.kernel.shell.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts from a Maven repository that is a folder, into a local repository of the test's own. */
class MavenMagicTest {
    @TempDir static Path folder;
    private static JavaInterpreter java;
    private static Magics magics;
    private static String local;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll static void open() throws IOException {
        local = System.getProperty("maven.repo.local");
        System.setProperty("maven.repo.local", folder.resolve("local").toString());
        RemoteRepository.artifact(folder.resolve("remote"), "zoo", "", "package zoo; public class Animal { public static String name() { return \"penguin\"; } }");
        RemoteRepository.artifact(folder.resolve("remote"), "house", "<dependency><groupId>zoo</groupId><artifactId>zoo</artifactId><version>1.0</version></dependency>",
                "package house; public class House {\n    /** Who lives here. */\n    public static String owner(String... guests) { return \"nobody\"; }\n}");
        java = new JavaInterpreter(JavaSettings.usual());
        magics = new Magics(java, java);
    }

    @AfterAll static void close() {
        magics.close();
        if (local == null) {
            System.clearProperty("maven.repo.local");
        } else {
            System.setProperty("maven.repo.local", local);
        }
    }

    private Outcome run(String code) {
        return magics.execute(code, new ExecutionContext(1, out, out, NOWHERE, Input.NOBODY, true));
    }

    private String refusal(String code) {
        return ((Outcome.Failure) run(code)).message();
    }

    @Test void an_artifact_comes_with_what_it_needs_and_with_its_javadoc_and_is_there_offline_from_then_on() {
        assertThat(refusal("%maven --offline house:house:1.0")).contains("house:house").contains("--offline");

        assertThat(run("%maven --repo " + folder.resolve("remote").toUri() + " house:house:1.0")).isEqualTo(Outcome.NOTHING);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Added 2 jars: house-1.0.jar, zoo-1.0.jar");
        assertThat(run("house.House.owner() + \" and no \" + zoo.Animal.name()")).isEqualTo(new Outcome.Value(MimeBundle.text("nobody and no penguin")));
        String code = "house.House.owner(";
        assertThat(magics.inspect(code, code.length(), 0).found()).hasValueSatisfying(shown ->
                assertThat(shown.plain()).contains("String House.owner(String...").contains("Who lives here."));

        assertThat(run("%maven --offline --repo " + folder.resolve("remote").toUri() + " house:house:1.0")).isEqualTo(Outcome.NOTHING);
    }

    @Test void what_is_no_artifact_is_refused_with_an_example() {
        for (String wrong : List.of("", " something", " --repo", " --settings", " --settings /no/such/settings.xml a:b:1", " a:b --offline")) {
            assertThat(refusal("%maven" + wrong)).containsAnyOf("for instance: %maven ", "address of a repository", "settings.xml");
        }
    }

    private static final DisplaySink NOWHERE = new DisplaySink() {
        @Override
        public void display(MimeBundle bundle, String id) {}

        @Override
        public void update(MimeBundle bundle, String id) {}

        @Override
        public void clear(boolean wait) {}

        @Override
        public boolean live() {
            return false;
        }
    };
}

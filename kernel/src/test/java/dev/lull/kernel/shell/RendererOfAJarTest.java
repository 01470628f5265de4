package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library brings its own looks. */
class RendererOfAJarTest {
    private static final String SOURCE = """
            package demo;
            import dev.lull.kernel.display.*;
            public class Looks implements RendererProvider {
                public record Thing(int n) { }
                public void addTo(Renderers renderers) {
                    renderers.add(Thing.class, t -> MimeBundle.text("a thing of " + t.n()).latex("$" + t.n() + "$").json(java.util.Map.of("n", t.n())));
                }
            }
            """;

    @TempDir Path folder;

    @Test void a_jar_added_in_a_cell_says_how_its_types_look() throws IOException {
        Path jar = jarWithALook();
        try (Bench bench = new Bench()) {
            assertThat(bench.value("List.of(1)")).isEqualTo("[1]");     // the providers of the process have been asked by now

            bench.java.addToClasspath(List.of(jar));

            Outcome shown = bench.run("new demo.Looks.Thing(3)");
            assertThat(shown).isInstanceOfSatisfying(Outcome.Value.class, value -> assertThat(value.bundle().data())
                    .containsEntry("text/plain", "a thing of 3").containsEntry("text/latex", "$3$").containsEntry("application/json", java.util.Map.of("n", 3)));
        }
    }

    private Path jarWithALook() throws IOException {
        Path source = Files.createDirectories(folder.resolve("demo")).resolve("Looks.java");
        Files.writeString(source, SOURCE);
        int result = ToolProvider.getSystemJavaCompiler().run(null, OutputStream.nullOutputStream(), null,
                "-cp", System.getProperty("java.class.path"), "-d", folder.toString(), source.toString());
        assertThat(result).isZero();
        Path jar = folder.resolve("looks.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("demo/Looks.class", "demo/Looks$Thing.class")) {
                out.putNextEntry(new JarEntry(name));
                Files.copy(folder.resolve(name), out);
            }
            out.putNextEntry(new JarEntry("META-INF/services/dev.lull.kernel.display.RendererProvider"));
            out.write("demo.Looks\n".getBytes());
        }
        return jar;
    }
}

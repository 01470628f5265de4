package dev.lull.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes in jars is the user's code as well: it can be stopped, and does not take the kernel along. */
@Timeout(60)
class CodeOfAJarTest {
    private static final String SOURCE = """
            package demo;
            public class Library {
                public static void spin() {
                    while (dev.lull.kernel.shell.InterruptTest.Signal.reached()) {
                        try {
                            Thread.sleep(1000);
                        } catch (Throwable e) {
                        }
                    }
                }
                public static void leave() {
                    System.exit(4);
                }
                public static String whence() {
                    return Library.class.getProtectionDomain().getCodeSource().getLocation() + " " + Library.class.getPackage().getImplementationTitle();
                }
            }
            """;

    @TempDir Path folder;

    @Test void its_loops_end_and_its_exits_are_refused() throws Exception {
        Path jar = jar();
        try (Bench bench = new Bench()) {
            bench.java.addToClasspath(List.of(jar));

            assertThat(bench.value("demo.Library.whence()")).isEqualTo(jar.toUri().toURL() + " Demo");
            assertThat(bench.run("demo.Library.leave();")).isEqualTo(new Outcome.Exit(4, "System.exit(4)"));
            assertThat(interruptedSpin(bench).message()).isEqualTo("The cell was interrupted.");
        }
    }

    @Test void a_folder_of_classes_will_do_and_a_cell_cannot_close_the_class_path() throws Exception {
        jar();
        try (Bench bench = new Bench()) {
            bench.java.addToClasspath(List.of(folder));

            bench.run("((java.net.URLClassLoader) Thread.currentThread().getContextClassLoader()).close();");

            assertThat(bench.value("demo.Library.whence()")).isEqualTo(folder.toUri().toURL() + " null");
        }
    }

    private static Outcome.Failure interruptedSpin(Bench bench) throws Exception {
        InterruptTest.Signal.reached = new CountDownLatch(1);
        CompletableFuture<Outcome.Failure> end = CompletableFuture.supplyAsync(() -> bench.failure("demo.Library.spin();"));
        assertThat(InterruptTest.Signal.reached.await(20, TimeUnit.SECONDS)).isTrue();
        bench.java.interrupt();
        return end.get(20, TimeUnit.SECONDS);
    }

    private Path jar() throws IOException {
        Path source = Files.createDirectories(folder.resolve("demo")).resolve("Library.java");
        Files.writeString(source, SOURCE);
        int result = ToolProvider.getSystemJavaCompiler().run(null, OutputStream.nullOutputStream(), null,
                "-cp", System.getProperty("java.class.path"), "-d", folder.toString(), source.toString());
        assertThat(result).isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "Demo");
        Path jar = folder.resolve("demo.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("demo/Library.class"));
            Files.copy(folder.resolve("demo/Library.class"), out);
        }
        return jar;
    }
}

package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kthread written in a script, explored, and its counterexample's cell run where it was written and in plain jshell. */
class OwnModelIT {
    private static final String LOCKS = """
            import dev.lull.engine.machine.*;
            class Taker extends Kthread<Taker.At> {
                enum At { TAKE_FIRST, TAKE_SECOND, DROP }
                final SpinLock first, second;
                Taker(Machine machine, String name, SpinLock first, SpinLock second) {
                    super(machine, name, "take_both", At.class);
                    this.first = first;
                    this.second = second;
                }
                @Override protected At step(At at) {
                    return switch (at) {
                        case TAKE_FIRST  -> acquire(first) ? At.TAKE_SECOND : at;
                        case TAKE_SECOND -> acquire(second) ? At.DROP : at;
                        case DROP        -> { release(second); release(first); yield At.TAKE_FIRST; }
                    };
                }
            }
            var locks = model("two locks, two orders", setup -> {
                var a = setup.machine().spinLock("a");
                var b = setup.machine().spinLock("b");
                new Taker(setup.machine(), "one", a, b);
                new Taker(setup.machine(), "two", b, a);
            });
            """;

    @TempDir
    Path folder;

    @Test
    void the_deadlock_is_found_told_and_replayed() throws Exception {
        Files.writeString(folder.resolve("find.jsh"), LOCKS + """
                var found = locks.explore();
                System.out.println(found.headline());
                System.out.println(found.counterexample().prose());
                Files.writeString(Path.of("cell.txt"), found.counterexample().cell("locks").text());
                """);
        Lull.Ended found = Lull.lull(folder, "script", "find.jsh");
        assertThat(found.status()).as(found.err()).isZero();
        assertThat(found.out()).contains("VIOLATED: deadlock in 2 steps").contains("takes a (TAKE_FIRST).").contains("takes b (TAKE_FIRST).");

        String replay = "var again = " + Files.readString(folder.resolve("cell.txt")) + ";\nSystem.out.println(again);\n";
        Files.writeString(folder.resolve("replay.jsh"), LOCKS + replay);
        Lull.Ended here = Lull.lull(folder, "script", "replay.jsh");
        Files.writeString(folder.resolve("plain.jsh"), "import static dev.lull.kernel.lab.Lab.*;\n" + LOCKS + replay + "/exit\n");
        Lull.Ended plain = Lull.run(folder, Map.of(), List.of(Path.of(System.getProperty("java.home"), "bin/jshell").toString(),
                "-R-Djava.awt.headless=true", "--class-path", Lull.home().resolve("lib/lull.jar").toString(), "plain.jsh"));

        assertThat(here.out()).as(here.err()).contains("W a: free -> held").contains("deadlock: ");
        assertThat(plain.out()).as(plain.err()).isEqualTo(here.out());
    }
}

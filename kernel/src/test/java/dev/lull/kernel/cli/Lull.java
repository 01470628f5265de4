package dev.lull.kernel.cli;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The built command, run as a user would run it. */
final class Lull {
    /** How a program ended, and what it said. */
    record Ended(int status, String out, String err) { }

    private static final long PATIENCE_MINUTES = 10;

    private Lull() {
    }

    /** The distribution that {@code mvn package} has just built. */
    static Path home() {
        return Path.of("target/lull").toAbsolutePath();
    }

    static Path launcher() {
        return home().resolve("bin/lull");
    }

    /** Runs {@code lull} in a folder. */
    static Ended lull(Path folder, String... args) {
        return run(folder, Map.of(), command(args));
    }

    static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(args));
        return command;
    }

    /** Runs any program in a folder with a few more variables (null removes one), and nothing on its standard input. */
    static Ended run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("lull-test-", ".out");
            Path err = Files.createTempFile("lull-test-", ".err");
            Process process = start(folder, environment, command, out, err);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command + " did not end. It said:\n" + Files.readString(out) + Files.readString(err));
            }
            Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command.toString(), e);
        }
    }

    static Process start(Path folder, Map<String, String> environment, List<String> command, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        new TreeMap<>(environment).forEach((name, value) -> {
            if (value.isEmpty()) builder.environment().remove(name);
            else builder.environment().put(name, value);
        });
        return builder.start();
    }

    /** A notebook in this folder with these code cells. */
    static Path notebook(Path folder, String name, String... cells) {
        JsonArray array = new JsonArray();
        for (String source : cells) {
            JsonObject cell = new JsonObject();
            cell.put("cell_type", "code");
            cell.put("id", "cell-" + (array.size() + 1));
            cell.put("source", source);
            cell.put("metadata", new JsonObject());
            cell.put("outputs", new JsonArray());
            cell.put("execution_count", null);
            array.add(cell);
        }
        JsonObject root = new JsonObject();
        root.put("cells", array);
        JsonObject metadata = new JsonObject();
        metadata.put("kernelspec", Kernelspec.asMetadata());
        root.put("metadata", metadata);
        root.put("nbformat", 4);
        root.put("nbformat_minor", 5);
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, JsonWriter.string((Object) root));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }
}

package dev.lull.engine.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another program, run to its end, with what it said and what it took. */
final class Program {
    /** Java does not tell what a process that has ended took; the shell does. */
    private static final String TIMED = "TIMEFORMAT='took %U %S'; time \"$0\" \"$@\"";
    private static final Pattern TOOK = Pattern.compile("took ([0-9.]+) ([0-9.]+)\\s*$");

    private Program() {
    }

    /**
     * Time.
     *
     * @param wallNs by the clock on the wall
     * @param cpuNs  on all processors together
     */
    record Spent(long wallNs, long cpuNs) {
        Spent plus(Spent other) {
            return new Spent(wallNs + other.wallNs, cpuNs + other.cpuNs);
        }
    }

    record Ran(String said, Spent spent) { }

    /** Runs {@code command} in {@code folder}; what it says on either stream is taken together. */
    static Ran run(Path folder, List<String> command) {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED));
        timed.addAll(command);
        long began = System.nanoTime();
        try {
            Process process = new ProcessBuilder(timed).directory(folder.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            long wallNs = System.nanoTime() - began;
            Matcher took = TOOK.matcher(said);
            if (status != 0 || !took.find()) throw new IllegalStateException(String.join(" ", command) + " ended with status " + status + ":\n" + said);
            double cpu = Double.parseDouble(took.group(1)) + Double.parseDouble(took.group(2));
            return new Ran(said.substring(0, took.start()), new Spent(wallNs, Math.round(cpu * 1e9)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command.get(0), e);
        }
    }
}

package dev.lull.engine.explore;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The model checker Spin at work on one of our Promela models: {@code spin -a}, {@code gcc}, {@code pan}. */
final class Spin {
    private static final Path MODELS = Path.of("src/test/promela");
    private static final Pattern STATES = Pattern.compile("([0-9.e+]+) states, stored");
    private static final Pattern TRANSITIONS = Pattern.compile("([0-9.e+]+) transitions");
    private static final Pattern ERRORS = Pattern.compile("errors: (\\d+)");
    private static final Pattern DEPTH = Pattern.compile("pan:1: .*\\(at depth (\\d+)\\)");

    private final Path folder;
    private final long makingNs;

    private Spin(Path folder, long makingNs) {
        this.folder = folder;
        this.makingNs = makingNs;
    }

    /**
     * What Spin says.
     *
     * @param violated    whether it found an error
     * @param states      states stored
     * @param transitions moves made
     * @param length      moves to the error; -1 without one
     * @param makingNs    time to make the verifier: {@code spin} and {@code gcc}
     * @param searchNs    time the verifier took
     */
    record Answer(boolean violated, long states, long transitions, int length, long makingNs, long searchNs) { }

    /** Names of the programs it needs that are not here. */
    static List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String program : List.of("spin", "gcc")) if (!isOnPath(program)) missing.add(program);
        return missing;
    }

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) return true;
        }
        return false;
    }

    /**
     * Makes a verifier in {@code folder}.
     *
     * @param model    a file beside seed001.pml
     * @param defines  its macros, as {@code N=3}
     * @param compiler what gcc is told beside -O2 and -DSAFETY: -DNOREDUCE, -DBFS
     */
    static Spin make(Path folder, String model, List<String> defines, List<String> compiler) {
        long began = System.nanoTime();
        List<String> spin = new ArrayList<>(List.of("spin", "-a"));
        for (String define : defines) spin.add("-D" + define);
        spin.add(MODELS.resolve(model).toAbsolutePath().toString());
        run(folder, spin);
        List<String> gcc = new ArrayList<>(List.of("gcc", "-O2", "-w", "-DSAFETY"));
        gcc.addAll(compiler);
        gcc.addAll(List.of("-o", "pan", "pan.c"));
        run(folder, gcc);
        return new Spin(folder, System.nanoTime() - began);
    }

    /** Searches until the first error. */
    Answer search() {
        return pan("-m100000", "-w22");
    }

    /** Searches everything, whatever errors there are. */
    Answer searchAll() {
        return pan("-m100000", "-w22", "-c0");
    }

    private Answer pan(String... options) {
        List<String> command = new ArrayList<>(List.of(folder.resolve("pan").toString()));
        command.addAll(List.of(options));
        long began = System.nanoTime();
        String said = run(folder, command);
        long took = System.nanoTime() - began;
        if (said.contains("max search depth too small")) throw new IllegalStateException("pan did not go deep enough:\n" + said);
        boolean violated = number(ERRORS, said) > 0;
        Matcher depth = DEPTH.matcher(said);
        int length = violated && depth.find() ? Integer.parseInt(depth.group(1)) : -1;
        return new Answer(violated, number(STATES, said), number(TRANSITIONS, said), length, makingNs, took);
    }

    private static long number(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) throw new IllegalStateException("pan does not say \"" + pattern + "\":\n" + said);
        return Math.round(Double.parseDouble(matcher.group(1)));
    }

    private static String run(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) throw new IllegalStateException(String.join(" ", command) + " ended with status " + status + ":\n" + said);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command.get(0), e);
        }
    }
}

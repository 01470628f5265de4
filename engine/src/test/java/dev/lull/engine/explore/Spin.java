package dev.lull.engine.explore;

import java.io.File;
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
    private final Program.Spent making;

    private Spin(Path folder, Program.Spent making) {
        this.folder = folder;
        this.making = making;
    }

    /**
     * What Spin says.
     *
     * @param violated    whether it found an error
     * @param states      states stored
     * @param transitions moves made
     * @param length      moves to the error; -1 without one
     * @param making      what it took to make the verifier: {@code spin} and {@code gcc}
     * @param search      what the verifier took
     */
    record Answer(boolean violated, long states, long transitions, int length, Program.Spent making, Program.Spent search) { }

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
        List<String> spin = new ArrayList<>(List.of("spin", "-a"));
        for (String define : defines) spin.add("-D" + define);
        spin.add(MODELS.resolve(model).toAbsolutePath().toString());
        Program.Ran translated = Program.run(folder, spin);
        List<String> gcc = new ArrayList<>(List.of("gcc", "-O2", "-w", "-DSAFETY"));
        gcc.addAll(compiler);
        gcc.addAll(List.of("-o", "pan", "pan.c"));
        return new Spin(folder, translated.spent().plus(Program.run(folder, gcc).spent()));
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
        Program.Ran ran = Program.run(folder, command);
        String said = ran.said();
        if (said.contains("max search depth too small")) throw new IllegalStateException("pan did not go deep enough:\n" + said);
        boolean violated = number(ERRORS, said) > 0;
        Matcher depth = DEPTH.matcher(said);
        int length = violated && depth.find() ? Integer.parseInt(depth.group(1)) : -1;
        return new Answer(violated, number(STATES, said), number(TRANSITIONS, said), length, making, ran.spent());
    }

    private static long number(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) throw new IllegalStateException("pan does not say \"" + pattern + "\":\n" + said);
        return Math.round(Double.parseDouble(matcher.group(1)));
    }
}

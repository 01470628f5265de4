package dev.lull.engine.explore;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Seed 001's protocol answered by Spin, by the hand-packed search and by Lull, side by side: the bug found, the fix proved.
 * In each round every contender answers once, so that whatever else the computer does strikes all of them; what is printed
 * are medians of the rounds. Arguments: callbacks (3), foreign grace periods (0), rounds (5).
 */
public final class SideBySide {
    private static final int WARM_UP = 3;

    private final int calls;
    private final int foreign;
    private final int rounds;
    private final Path folder;

    private SideBySide(int calls, int foreign, int rounds, Path folder) {
        this.calls = calls;
        this.foreign = foreign;
        this.rounds = rounds;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("once")) {
            LullAnswers.once(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            return;
        }
        if (!Spin.missing().isEmpty()) {
            System.err.println("side by side: needs " + String.join(" and ", Spin.missing()) + ". Get it with: apt-get install "
                    + String.join(" ", Spin.missing()));
            System.exit(1);
        }
        Path folder = Files.createTempDirectory("side-by-side");
        try {
            SideBySide both = new SideBySide(argument(arguments, 0, 3), argument(arguments, 1, 0), argument(arguments, 2, 5), folder);
            both.table("The bug: 5.12, up to the first lost wakeup", 512);
            both.table("The proof: 5.13, every state", 513);
        } finally {
            delete(folder);
        }
    }

    private static int argument(String[] arguments, int at, int otherwise) {
        return at < arguments.length ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /** One who answers, and what it took in each round. */
    private record Contender(String name, Answering answering, boolean warms, List<Run> runs) {
        Contender(String name, Answering answering, boolean warms) {
            this(name, answering, warms, new ArrayList<>());
        }

        /** Seconds on the processor: a computer that does something else besides makes the wall clock lie. */
        double search() {
            return median(run -> run.search.cpuNs());
        }

        double all() {
            return median(run -> run.all.cpuNs());
        }

        double wall() {
            return median(run -> run.all.wallNs());
        }

        private double median(ToLongFunction<Run> ns) {
            return runs.stream().mapToLong(ns).sorted().toArray()[runs.size() / 2] / 1e9;
        }

        double statesPerSecond() {
            return runs.get(0).states / search();
        }

        double transitionsPerSecond() {
            return runs.get(0).transitions / search();
        }

        String row() {
            Run run = runs.get(0);
            return String.format(Locale.ROOT, "%-28s %9s %6s %,11d %,12d %9.2f %9.2f %9.3f %8.3f %8.3f", name, run.violated ? "VIOLATED" : "HOLDS",
                    run.length < 0 ? "" : run.length, run.states, run.transitions, statesPerSecond() / 1e6,
                    transitionsPerSecond() / 1e6, search(), all(), wall());
        }
    }

    private interface Answering {
        Run answer();
    }

    /**
     * One answer.
     *
     * @param search what the search alone took
     * @param all    with what comes before: Spin's compilation, the JVM's start
     */
    record Run(boolean violated, int length, long states, long transitions, Program.Spent search, Program.Spent all) {
        Run(boolean violated, int length, long states, long transitions) {
            this(violated, length, states, transitions, null, null);
        }
    }

    private void table(String title, int version) {
        Contender spin = new Contender("Spin -O2, with reduction", () -> spin(version), false);
        Contender full = new Contender("Spin -O2 -DNOREDUCE", () -> spin(version, "-DNOREDUCE"), false);
        Contender packed = new Contender("packed by hand", () -> here(() -> packed(version)), true);
        Contender unreduced = new Contender("Lull unreduced, warm", () -> here(() -> LullAnswers.unreduced(version, calls, foreign)), true);
        Contender reduced = new Contender("Lull breadth-first, warm", () -> here(() -> LullAnswers.reduced(version, calls, foreign)), true);
        Contender warm = new Contender("Lull, warm", () -> here(() -> LullAnswers.byDefault(version, calls, foreign)), true);
        Contender fresh = new Contender("Lull, fresh JVM", () -> LullAnswers.inFreshJvm(version, calls, foreign), false);
        List<Contender> all = List.of(spin, full, packed, unreduced, reduced, warm, fresh);

        for (int i = 0; i < WARM_UP; i++) for (Contender contender : all) if (contender.warms) contender.answering.answer();
        for (int round = 0; round < rounds; round++) for (Contender contender : all) contender.runs.add(contender.answering.answer());

        System.out.printf("%n%s; %d callbacks, %d foreign grace periods; medians of %d rounds, seconds of processor time%n%n", title, calls,
                foreign, rounds);
        System.out.printf("%-28s %9s %6s %11s %12s %9s %9s %9s %8s %8s%n", "", "verdict", "length", "states", "transitions", "Mstates/s",
                "Mtrans/s", "search s", "in all s", "wall s");
        for (Contender contender : all) System.out.println(contender.row());
        System.out.println();
        ratio("states/s, Lull unreduced over packed by hand", unreduced.statesPerSecond() / packed.statesPerSecond());
        ratio("states/s, Lull unreduced over Spin -DNOREDUCE", unreduced.statesPerSecond() / full.statesPerSecond());
        ratio("transitions/s, Lull unreduced over packed by hand", unreduced.transitionsPerSecond() / packed.transitionsPerSecond());
        ratio("transitions/s, Lull unreduced over Spin -DNOREDUCE", unreduced.transitionsPerSecond() / full.transitionsPerSecond());
        ratio("time to verdict, Lull breadth-first over pan alone", reduced.search() / spin.search());
        ratio("time to verdict, Lull over pan alone", warm.search() / spin.search());
        ratio("time to verdict, Lull over Spin in all", warm.search() / spin.all());
        ratio("time to verdict, Lull in a fresh JVM over Spin in all", fresh.all() / spin.all());
    }

    private static void ratio(String what, double value) {
        System.out.printf(Locale.ROOT, "%-56s %6.2f%n", what, value);
    }

    private Run spin(int version, String... compiler) {
        Spin.Answer answer = Spin.make(folder, "seed001.pml", List.of("VERSION=" + version, "N=" + calls, "G=" + foreign), List.of(compiler)).search();
        return new Run(answer.violated(), answer.length(), answer.states(), answer.transitions(), answer.search(),
                answer.making().plus(answer.search()));
    }

    private Run packed(int version) {
        HandPacked.Answer answer = new HandPacked(new PackedProtocol(version, calls, foreign)).run(true);
        return new Run(answer.lost(), answer.length(), answer.states(), answer.transitions());
    }

    /** In this JVM; the processor time is that of all its threads, those of the compiler and the collector too. */
    private static Run here(Answering search) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        Run run = search.answer();
        Program.Spent spent = new Program.Spent(System.nanoTime() - began, system.getProcessCpuTime() - cpu);
        return new Run(run.violated, run.length, run.states, run.transitions, spent, spent);
    }
}

package dev.lull.engine.explore;

import java.nio.file.Path;
import java.util.List;

/** Lull's explorer asked about {@link Seed001Protocol}. */
final class LullAnswers {
    private LullAnswers() {
    }

    /** As a user gets it who asks for nothing special: the run that is easiest to follow, or a proof. */
    static SideBySide.Run byDefault(int version, int calls, int foreign) {
        return answer(Exploration.of(Seed001Protocol.definition(version, calls, foreign), Bounds.DEFAULT));
    }

    /** Breadth-first, with reduction. */
    static SideBySide.Run reduced(int version, int calls, int foreign) {
        return answer(Exploration.of(Seed001Protocol.definition(version, calls, foreign), Bounds.DEFAULT.shortest()));
    }

    /** Breadth-first, every move of every state: the search that the packed one is. */
    static SideBySide.Run unreduced(int version, int calls, int foreign) {
        return answer(Exploration.of(Seed001Protocol.definition(version, calls, foreign), Bounds.DEFAULT.shortest()).unreduced());
    }

    private static SideBySide.Run answer(Exploration exploration) {
        Verdict verdict = exploration.run(Progress.SILENT);
        int length = verdict.isViolated() ? verdict.counterexample().length() : -1;
        return new SideBySide.Run(verdict.isViolated(), length, verdict.states(), verdict.transitions());
    }

    /** What {@link #inFreshJvm} starts: one search, told on standard output. */
    static void once(int version, int calls, int foreign) {
        SideBySide.Run run = byDefault(version, calls, foreign);
        System.out.println(run.violated() + " " + run.length() + " " + run.states() + " " + run.transitions());
    }

    static SideBySide.Run inFreshJvm(int version, int calls, int foreign) {
        Program.Ran ran = Program.run(Path.of("."), List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), SideBySide.class.getName(), "once", "" + version, "" + calls, "" + foreign));
        String[] said = ran.said().trim().split(" ");
        if (said.length != 4) throw new IllegalStateException("the fresh JVM said: " + ran.said());
        return new SideBySide.Run(Boolean.parseBoolean(said[0]), Integer.parseInt(said[1]), Long.parseLong(said[2]), Long.parseLong(said[3]),
                ran.spent(), ran.spent());
    }
}

package dev.lull.kernel.magic;

import dev.lull.kernel.shell.Outcome;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** How long something takes. Real time, which is shown and never part of a result. */
public final class Timing {
    private static final double CYCLE_NS = 0.25;
    private static final long ENOUGH_NS = 100_000_000L;
    /** Enough also for what has been optimised away. */
    private static final long TIMES_MAX = 1L << 28;
    private static final int ROUNDS = 7;
    private static final int TRIES = 3;

    private Timing() {}

    static List<Magic> magics() {
        return List.of(
                new Magic("%time", "CODE", "Runs a line and says how long it took.", call -> time(call, call.argument())),
                new Magic("%%time", "", "Runs the cell and says how long it took.", call -> time(call, call.body())),
                new Magic("%timeit", "EXPRESSION", "Runs an expression many times and says how long once takes.", call -> timeIt(call, call.argument())),
                new Magic("%%timeit", "", "Runs the cell many times and says how long once takes.", call -> timeIt(call, call.body())));
    }

    private static Outcome time(Magic.Call call, String code) {
        if (code.isBlank()) {
            return call.refuse("%time needs something to run after it, for instance: %time Thread.sleep(10)");
        }
        long wall = System.nanoTime();
        long cpu = cpuNs();
        Outcome outcome = call.inner().execute(code, call.context());
        cpu = cpuNs() - cpu;
        wall = System.nanoTime() - wall;
        Output.print(call.context().out(), "Wall time " + inWords(wall) + ", CPU time of all threads " + inWords(cpu) + "\n");
        return outcome;
    }

    private static long cpuNs() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() : 0;
    }

    private static Outcome timeIt(Magic.Call call, String text) {
        String code = text.strip().replaceAll(";\\s*$", "");
        if (code.isEmpty()) {
            return call.refuse("%timeit needs an expression, for instance: %timeit Math.sqrt(2)");
        }
        Outcome asValue = call.inner().evaluate(looped("kept$.keep(" + code + "\n)"), call.context());
        if (!isCompileError(asValue)) {
            return asValue;
        }
        Outcome asStatement = call.inner().evaluate(looped(code), call.context());
        if (!isCompileError(asStatement)) {
            return asStatement;
        }
        Outcome bare = call.inner().evaluate(code, call.context());      // whose errors are in the user's words
        return isCompileError(bare) ? bare : asStatement;
    }

    /** With names that nobody has given, behind {@code new}, where a variable of the user's called {@code dev} hides no class. */
    private static String looped(String code) {
        return "new dev.lull.kernel.magic.Timing.Kept().measure((times$, kept$) -> { for (long i$ = 0; i$ < times$; i$++) { " + code + "\n; } })";
    }

    private static boolean isCompileError(Outcome outcome) {
        return outcome instanceof Outcome.Failure failure && failure.name().equals("CompileError");
    }

    /** Something to be done a number of times; what %timeit makes of an expression. */
    public interface Body {
        /** Does it, and hands over what comes of it. */
        void run(long times, Kept kept) throws Exception;
    }

    /** The measuring, and the place where what is measured leaves its values. */
    public static final class Kept {
        @SuppressWarnings("unused") // it is enough that it could be read
        private volatile Object sink;
        private long mixed;

        /** Runs the body until the figures are worth telling, and tells them. */
        public String measure(Body body) throws Exception {
            long times = 1;
            double[] once;
            int left = TRIES;
            do {
                times = enough(body, times);
                once = rounds(body, times);
            } while (--left > 0 && deviation(once) > mean(once) / 4);       // on a busy machine the code was still being compiled
            double least = DoubleStream.of(once).min().orElseThrow();
            String figures = String.format(Locale.ROOT, "%s ± %s, best %s (%d rounds of %,d)", inWords(mean(once)), inWords(deviation(once)), inWords(least), ROUNDS, times);
            return mean(once) > CYCLE_NS ? figures : figures + "\nLess than one cycle of a CPU: the JVM has seen that it need not be done each time. Let it depend on a variable.";
        }

        private long enough(Body body, long atLeast) throws Exception {
            long times = atLeast;
            while (times < TIMES_MAX && (nsOf(body, times) < ENOUGH_NS || nsOf(body, times) < ENOUGH_NS / 2)) {   // the first time, it surely is
                times *= 2;
            }
            return times;
        }

        private double[] rounds(Body body, long times) throws Exception {
            double[] once = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                once[i] = (double) nsOf(body, times) / times;
            }
            return once;
        }

        private static double mean(double[] values) {
            return DoubleStream.of(values).average().orElseThrow();
        }

        private static double deviation(double[] values) {
            double mean = mean(values);
            return Math.sqrt(DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1));
        }

        private long nsOf(Body body, long times) throws Exception {
            long begun = System.nanoTime();
            body.run(times, this);
            return System.nanoTime() - begun;
        }

        /** Takes a value so that the compiler cannot leave its computation out. */
        public void keep(Object value) {
            if (value == sink) {
                sink = null;
            }
        }

        /** Takes a value so that the compiler cannot leave its computation out. */
        public void keep(long value) {
            mixed ^= value;
        }

        /** Takes a value so that the compiler cannot leave its computation out. */
        public void keep(double value) {
            mixed ^= Double.doubleToRawLongBits(value);
        }
    }

    private static String inWords(double ns) {
        if (ns < 0.01) {
            return "under 0.01 ns";
        }
        if (ns < 1e3) {
            return String.format(Locale.ROOT, "%.3g ns", ns);
        }
        if (ns < 1e6) {
            return String.format(Locale.ROOT, "%.3g µs", ns / 1e3);
        }
        return ns < 1e9 ? String.format(Locale.ROOT, "%.3g ms", ns / 1e6) : String.format(Locale.ROOT, "%.2f s", ns / 1e9);
    }
}

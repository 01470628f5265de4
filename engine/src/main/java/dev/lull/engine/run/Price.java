package dev.lull.engine.run;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.time.Nanos;

/** How long something takes in virtual time: a distribution, from which each occasion draws its own length. */
public sealed interface Price {
    /** A length in nanoseconds, at least 1; {@code what} names the question on the tape. */
    long drawNs(Choices choices, String what);

    /** Lengths spread evenly over {@code middle} and so much of it to either side: 0.25 is a quarter. */
    static Price around(Nanos middle, double jitter) {
        return new Around(middle, jitter);
    }

    /** Lengths whose logarithm is normal: mostly near the median, now and then several times it. */
    static Price logNormal(Nanos median, double sigma) {
        return new LogNormal(median, sigma);
    }

    /** Evenly spread. */
    record Around(Nanos middle, double jitter) implements Price {
        public Around {
            positive(middle);
            if (!(jitter >= 0 && jitter < 1)) throw new IllegalArgumentException("around(" + middle + ", " + jitter + "): the jitter is a part of it, from 0 to below 1");
        }

        @Override public long drawNs(Choices choices, String what) {
            long reach = (long) (middle.count() * jitter);
            if (reach == 0) return middle.count();
            int width = (int) Math.min(Integer.MAX_VALUE, 2 * reach + 1);
            return Math.max(1, middle.count() - reach + choices.pick(what, width));
        }

        @Override public String toString() {
            return middle + " ± " + Math.round(jitter * 100) + " %";
        }
    }

    /** Skewed. */
    record LogNormal(Nanos median, double sigma) implements Price {
        public LogNormal {
            positive(median);
            if (!(sigma >= 0)) throw new IllegalArgumentException("logNormal(" + median + ", " + sigma + "): sigma is 0 or more");
        }

        @Override public long drawNs(Choices choices, String what) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - choices.fraction(what)));       // Box and Muller; StrictMath: the same bits everywhere
            double normal = radius * StrictMath.cos(2 * StrictMath.PI * choices.fraction(what));
            return Math.max(1, (long) (median.count() * StrictMath.exp(sigma * normal)));
        }

        @Override public String toString() {
            return "log-normal, median " + median + ", sigma " + sigma;
        }
    }

    private static void positive(Nanos length) {
        if (length.count() < 1) throw new IllegalArgumentException("a price of " + length + ": everything takes at least 1 ns");
    }
}

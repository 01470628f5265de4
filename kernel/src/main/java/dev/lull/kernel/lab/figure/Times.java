package dev.lull.kernel.lab.figure;

import java.util.Locale;

/** Nanoseconds as people write them: 850 ns, 1.2 µs, 24.7 ms, 8.55 s. */
public final class Times {

    private static final String[] UNITS = {"ns", "µs", "ms", "s"};

    private Times() {}

    /** {@code ns} in the unit that suits it, to three significant digits. */
    public static String text(double ns) {
        int unit = unitOf(ns);
        double value = Math.abs(ns) / scale(unit);
        if (rounded(value) >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return (ns < 0 ? "-" : "") + digits(value) + " " + UNITS[unit];
    }

    /**
     * {@code ns} in the unit that suits {@code step}, with the decimals needed to tell one step from the next: the
     * labels of one axis share a unit.
     */
    public static String tick(double ns, double largest, double step) {
        int unit = unitOf(largest);
        double smallest = step / scale(unit);
        int decimals = smallest >= 10 ? 0 : (int) Math.min(9, 1 + Math.max(0, Math.ceil(-Math.log10(smallest) - 1e-9)));
        String number = String.format(Locale.ROOT, "%." + decimals + "f", ns / scale(unit));
        if (number.contains(".")) {
            number = number.replaceAll("0+$", "").replaceAll("\\.$", "");
        }
        return (number.equals("-0") ? "0" : number) + " " + UNITS[unit];
    }

    /** A count with thousands set apart: 12,345. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static int unitOf(double ns) {
        double size = Math.abs(ns);
        return size >= 1e9 ? 3 : size >= 1e6 ? 2 : size >= 1e3 ? 1 : 0;
    }

    private static double scale(int unit) {
        return Math.pow(1000, unit);
    }

    private static double rounded(double value) {
        return value >= 100 ? Math.rint(value) : value;
    }

    private static String digits(double value) {
        if (value >= 1e6) {
            return count(Math.round(value));
        }
        int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return decimals == 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}

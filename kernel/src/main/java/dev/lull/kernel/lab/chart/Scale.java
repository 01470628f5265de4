package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.Times;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** What the numbers of an axis are, and so how they are written. */
public enum Scale {
    /** Plain numbers. */
    NUMBER,
    /** Nanoseconds, written in the unit that suits them. */
    NANOS,
    /** Shares of one, written as percentages. */
    SHARE;

    /** One value by itself. */
    public String text(double value) {
        return switch (this) {
            case NUMBER -> number(value);
            case NANOS -> Times.text(value);
            case SHARE -> number(value * 100) + " %";
        };
    }

    /** A value on an axis from {@code from} to {@code to}, all of whose labels share a unit. */
    String tick(double value, double from, double to) {
        return this == NANOS ? Times.tick(value, Math.max(Math.abs(from), Math.abs(to)), (to - from) / 100) : text(value);
    }

    private static String number(double value) {
        double size = Math.abs(value);
        String pattern = size == 0 || size >= 1e-3 && size < 1e15 ? "#,##0.####" : "0.###E0";
        String text = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
        return text.equals("-0") ? "0" : text;
    }
}

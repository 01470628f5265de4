package dev.lull.kernel.lab.figure;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** The fonts of a figure, how wide text is in them, and what to say on a machine that has none. */
public final class Fonts {

    /** The families a browser should try; the first two have the same widths as what the layout was measured with. */
    static final String CSS_FAMILY = "DejaVu Sans,Verdana,sans-serif";

    /** Text is measured as it scales: anti-aliased, without rounding advances to pixels. */
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private static final String NO_FONTS = "The figure cannot be drawn: Java finds no fonts on this machine.";

    private Fonts() {}

    /** The figure font, upright, at {@code size} CSS pixels. */
    public static Font plain(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    /** The figure font, bold, at {@code size} CSS pixels. */
    public static Font bold(int size) {
        return new Font(Font.SANS_SERIF, Font.BOLD, size);
    }

    /** How wide {@code text} is in {@code font}, in CSS pixels. */
    public static double width(String text, Font font) {
        double[] width = new double[1];
        drawing(() -> width[0] = text.isEmpty() ? 0 : font.getStringBounds(text, CONTEXT).getWidth());
        return width[0];
    }

    /** The longest beginning of {@code text} that fits into {@code width}, ended with an ellipsis; empty when none does. */
    public static String fit(String text, Font font, double width) {
        if (width(text, font) <= width) {
            return text;
        }
        for (int end = text.length() - 1; end > 0; end--) {
            String shorter = text.substring(0, end).stripTrailing() + "…";
            if (!Character.isHighSurrogate(text.charAt(end - 1)) && width(shorter, font) <= width) {
                return shorter;
            }
        }
        return "";
    }

    /** Runs a drawing, and turns Java's cryptic failures on a machine without fonts into a sentence. */
    public static void drawing(Runnable drawing) {
        try {
            drawing.run();
        } catch (Error | RuntimeException trouble) {
            if (!String.valueOf(trouble.getMessage()).startsWith(NO_FONTS) && causedByFonts(trouble)) {
                throw new IllegalStateException(NO_FONTS + " Install some (Debian: apt install fontconfig fonts-dejavu-core) and restart.", trouble);
            }
            throw trouble;
        }
    }

    private static boolean causedByFonts(Throwable trouble) {
        for (Throwable t = trouble; t != null; t = t.getCause()) {
            if (String.valueOf(t.getMessage()).matches("(?i).*(no physical fonts|fontconfig|freetype|no fonts).*")) {
                return true;
            }
            StackTraceElement[] frames = t.getStackTrace();
            if (frames.length > 0 && (frames[0].getClassName().startsWith("sun.awt.FontConfig")
                    || frames[0].getClassName().startsWith("sun.awt.X11FontManager")
                    || frames[0].getClassName().startsWith("sun.font.FontManager"))) {
                return true;
            }
        }
        return false;
    }
}

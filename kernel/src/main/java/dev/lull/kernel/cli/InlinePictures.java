package dev.lull.kernel.cli;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * How a terminal shows pictures among its text. Known by the variables that such terminals set: asking the terminal
 * itself may be answered late, into the next line typed.
 */
enum InlinePictures {
    /** kitty, Ghostty, and those that speak its protocol. */
    KITTY {
        @Override String escapes(byte[] png) {
            String data = Base64.getEncoder().encodeToString(png);
            StringBuilder out = new StringBuilder();
            for (int from = 0; from < data.length(); from += CHUNK) {
                int to = Math.min(data.length(), from + CHUNK);
                out.append("\u001b_G").append(from == 0 ? "a=T,f=100," : "").append("m=").append(to < data.length() ? 1 : 0)
                        .append(';').append(data, from, to).append("\u001b\\");
            }
            return out.append('\n').toString();
        }
    },
    /** iTerm2, WezTerm. */
    ITERM {
        @Override String escapes(byte[] png) {
            return "\u001b]1337;File=inline=1;size=" + png.length + ":" + Base64.getEncoder().encodeToString(png) + "\u0007\n";
        }
    },
    /** foot, mlterm, Contour, Konsole, and an xterm that has been told to. */
    SIXEL {
        @Override String escapes(byte[] png) {
            return Sixel.of(png);
        }
    },
    /** All others: a picture is a file. */
    NONE {
        @Override String escapes(byte[] png) {
            return "";
        }
    };

    /** By this variable a user says what the terminal can do, since not all tell. */
    static final String TOLD = "LULL_PICTURES";
    private static final int CHUNK = 4096;
    private static final int KONSOLE_WITH_SIXEL = 220400;

    /** What to write for the picture to appear. */
    abstract String escapes(byte[] png);

    /** What the terminal of this environment can do. A multiplexer in between would swallow the pictures. */
    static InlinePictures in(Map<String, String> environment) {
        String told = environment.getOrDefault(TOLD, "").toUpperCase(Locale.ROOT);
        for (InlinePictures way : values()) {
            if (way.name().equals(told)) return way;
        }
        if (environment.containsKey("TMUX") || environment.getOrDefault("TERM", "dumb").matches("dumb|screen.*|tmux.*")) {
            return NONE;
        }
        if (environment.containsKey("KITTY_WINDOW_ID") || environment.getOrDefault("TERM", "").matches("xterm-kitty|xterm-ghostty")) {
            return KITTY;
        }
        String program = environment.getOrDefault("TERM_PROGRAM", "") + " " + environment.getOrDefault("LC_TERMINAL", "");
        if (program.matches(".*(iTerm|WezTerm).*")) {
            return ITERM;
        }
        return environment.getOrDefault("TERM", "").matches("foot.*|mlterm.*|contour.*|.*sixel.*") || program.contains("mlterm")
                || hasSixel(environment.getOrDefault("KONSOLE_VERSION", "0")) ? SIXEL : NONE;
    }

    private static boolean hasSixel(String konsole) {
        return konsole.matches("[0-9]{1,9}") && Integer.parseInt(konsole) >= KONSOLE_WITH_SIXEL;
    }
}

package dev.lull.kernel.lab.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The head of a figure: its title, then a key that says which colour is what. Lays out in lines, never over the edge. */
public final class FigureHeader {

    /** What stands before an entry of the key, drawn round the point (x, y), ten pixels wide. */
    public interface Chip {
        /** Draws it. */
        void paint(Graphics2D g, double x, double y);
    }

    /** One entry of the key; one without a chip is a plain note. */
    public record Key(String text, Chip chip) {

        /** An entry for a colour; a colour of null makes it a note. */
        public Key(String text, Color color) {
            this(text, color == null ? null : (g, x, y) -> {
                g.setColor(color);
                g.fill(new Rectangle2D.Double(x - CHIP / 2.0, y - CHIP / 2.0, CHIP, CHIP));
            });
        }
    }

    /** How far the head, and so a figure's text, keeps from its sides. */
    public static final int MARGIN = 14;
    private static final int TITLE_LINE = 26;
    private static final int KEY_LINE = 18;
    private static final int CHIP = 10;

    private record Entry(Key key, String text, int x, int line) {}

    private final String title;
    private final List<Entry> entries = new ArrayList<>();
    private final int height;

    /** A head for a figure {@code width} wide. */
    public FigureHeader(String title, List<Key> keys, int width) {
        this.title = Fonts.fit(title, Fonts.bold(14), width - 2.0 * MARGIN);
        int x = MARGIN;
        int line = 0;
        for (Key key : inLines(keys, width - 2.0 * MARGIN)) {
            int chip = key.chip() == null ? 0 : CHIP + 5;
            String text = Fonts.fit(key.text(), Fonts.plain(11), width - 2.0 * MARGIN - chip);
            int entryWidth = chip + (int) Math.ceil(Fonts.width(text, Fonts.plain(11)));
            if (x > MARGIN && x + entryWidth > width - MARGIN) {
                x = MARGIN;
                line++;
            }
            entries.add(new Entry(key, text, x, line));
            x += entryWidth + 16;
        }
        height = 8 + (title.isEmpty() ? 0 : TITLE_LINE) + (keys.isEmpty() ? 0 : (line + 1) * KEY_LINE);
    }

    /** A note that is longer than a line becomes several, for what it says, often what is assumed, must not be cut. */
    private static List<Key> inLines(List<Key> keys, double width) {
        List<Key> lines = new ArrayList<>();
        for (Key key : keys) {
            String rest = key.text();
            while (key.chip() == null && rest.contains(" ") && Fonts.width(rest, Fonts.plain(11)) > width) {
                int end = rest.lastIndexOf(' ');
                while (end > 0 && Fonts.width(rest.substring(0, end), Fonts.plain(11)) > width) end = rest.lastIndexOf(' ', end - 1);
                if (end <= 0) break;                        // a single word that is too long is cut
                lines.add(new Key(rest.substring(0, end), key.chip()));
                rest = rest.substring(end + 1);
            }
            lines.add(new Key(rest, key.chip()));
        }
        return lines;
    }

    /** How high the head is. */
    public int height() {
        return height;
    }

    /** Paints the head at the top of the figure. */
    public void paint(Graphics2D g) {
        Font small = Fonts.plain(11);
        g.setColor(Ink.TEXT);
        int top = 8;
        if (!title.isEmpty()) {
            g.setFont(Fonts.bold(14));
            g.drawString(title, MARGIN, top + 16);
            top += TITLE_LINE;
        }
        g.setFont(small);
        for (Entry entry : entries) {
            int y = top + entry.line() * KEY_LINE;
            int x = entry.x();
            if (entry.key().chip() != null) {
                entry.key().chip().paint(g, x + CHIP / 2.0, y + 8);
                x += CHIP + 5;
                g.setColor(Ink.TEXT);
            } else {
                g.setColor(Ink.QUIET);
            }
            g.drawString(entry.text(), x, y + 12);
        }
    }
}

package dev.lull.kernel.lab.figure;

import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads text back out of its outline. XChart turns every label into a shape before it draws it; this compares the shape
 * with the glyphs of the fonts in use, one after the other from the left, and gives up at the first that fits none.
 */
final class OutlineReader {

    /** What was read: the text and how its baseline is turned against the shape's own coordinates. */
    record Reading(String text, Font font, AffineTransform turn) {}

    private static final double TOLERANCE = 0.02;                          // outlines are floats
    private static final List<AffineTransform> TURNS = List.of(new AffineTransform(),
            AffineTransform.getRotateInstance(-Math.PI / 2), AffineTransform.getRotateInstance(Math.PI / 2));
    private static final String BEYOND_LATIN = "–—…‘’“”•→←↑↓≤≥≠≈×∞ΔΣλσ√";
    private static final Map<Font, Alphabet> ALPHABETS = new ConcurrentHashMap<>();   // a memo of a pure function

    private final Set<Font> expected = new LinkedHashSet<>(List.of(Fonts.plain(11), Fonts.plain(12), Fonts.bold(14)));

    /** Says that text in {@code font} may come. */
    void expect(Font font) {
        expected.add(font);
    }

    /** The text of {@code shape}, or null when it is no text in an expected font. */
    Reading read(Shape shape) {
        for (AffineTransform turn : TURNS) {
            double[][] outline = segments(shape, turn);
            if (outline.length < 2) {
                return null;
            }
            for (Font font : expected) {
                String text = ALPHABETS.computeIfAbsent(font, Alphabet::new).read(outline);
                if (text != null) {
                    return new Reading(text, font, turn);
                }
            }
        }
        return null;
    }

    /** The glyphs of one font by shape. */
    private static final class Alphabet {
        private record Glyph(char character, double[][] outline, double advance) {}

        private final List<Glyph> glyphs = new ArrayList<>();              // longest outline first: ':' before '.'
        private final double space;

        Alphabet(Font font) {
            StringBuilder characters = new StringBuilder(BEYOND_LATIN);
            for (char c = '!'; c <= 0xFF; c++) {
                if (c < 0x7F || c > 0xA0) {
                    characters.append(c);
                }
            }
            Map<Integer, List<Glyph>> bySize = new TreeMap<>((a, b) -> b - a);
            for (char c : characters.toString().toCharArray()) {
                if (font.canDisplay(c)) {
                    Shape shape = font.createGlyphVector(Fonts.CONTEXT, String.valueOf(c)).getOutline();
                    double[][] outline = segments(shape, new AffineTransform());
                    bySize.computeIfAbsent(outline.length, n -> new ArrayList<>())
                            .add(new Glyph(c, outline, Fonts.width(String.valueOf(c), font)));
                }
            }
            bySize.values().forEach(glyphs::addAll);
            space = Fonts.width(" ", font);
        }

        String read(double[][] outline) {
            StringBuilder text = new StringBuilder();
            double x = 0;
            int at = 0;
            int spaces = 0;
            while (at < outline.length) {
                Glyph glyph = glyphAt(outline, at, x);
                if (glyph != null) {
                    text.append(glyph.character());
                    at += glyph.outline().length;
                    x += glyph.advance();
                    spaces = 0;
                } else if (at > 0 && ++spaces <= 4) {
                    text.append(' ');
                    x += space;
                } else {
                    return null;
                }
            }
            return text.toString();
        }

        private Glyph glyphAt(double[][] outline, int at, double x) {
            for (Glyph glyph : glyphs) {
                if (glyph.outline().length > 0 && at + glyph.outline().length <= outline.length
                        && matches(glyph.outline(), outline, at, x)) {
                    return glyph;
                }
            }
            return null;
        }

        private static boolean matches(double[][] glyph, double[][] outline, int at, double x) {
            for (int i = 0; i < glyph.length; i++) {
                double[] want = glyph[i];
                double[] have = outline[at + i];
                if (want.length != have.length || want[0] != have[0]) {
                    return false;
                }
                for (int k = 1; k < want.length; k += 2) {
                    if (Math.abs(want[k] + x - have[k]) > TOLERANCE || Math.abs(want[k + 1] - have[k + 1]) > TOLERANCE) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /** Each segment as {kind, x, y, ...}, with {@code turn} undone. */
    private static double[][] segments(Shape shape, AffineTransform turn) {
        AffineTransform undo = AffineTransform.getRotateInstance(-Math.atan2(turn.getShearY(), turn.getScaleX()));
        List<double[]> segments = new ArrayList<>();
        double[] p = new double[6];
        for (PathIterator it = shape.getPathIterator(undo); !it.isDone(); it.next()) {
            int kind = it.currentSegment(p);
            int points = switch (kind) {
                case PathIterator.SEG_CLOSE -> 0;
                case PathIterator.SEG_QUADTO -> 2;
                case PathIterator.SEG_CUBICTO -> 3;
                default -> 1;
            };
            double[] segment = new double[1 + 2 * points];
            segment[0] = kind;
            System.arraycopy(p, 0, segment, 1, 2 * points);
            segments.add(segment);
        }
        return segments.toArray(double[][]::new);
    }
}

package dev.lull.kernel.shell;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where each snippet stands: cell, and position in it. */
final class Places {
    private static final int KEPT_MAX = 5000;

    private final Map<String, Place> bySnippet = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
            return size() > KEPT_MAX;
        }
    };

    private int pieces;

    /** A snippet's place: the number and the text of its cell, and where in that text it begins. */
    record Place(int cell, String text, int start) {
        /** The cell's line, counted from 1, for a line of the snippet, counted from 1. */
        int line(int lineOfSnippet) {
            return lineOf(text, start) + lineOfSnippet - 1;
        }

        /** The text of one of the cell's lines. */
        String lineText(int line) {
            String[] lines = text.split("\n", -1);
            return line >= 1 && line <= lines.length ? lines[line - 1] : "";
        }
    }

    /** A name for a piece that is no snippet of JShell's. */
    String newName() {
        return "piece-" + ++pieces;
    }

    void put(String snippetId, Place place) {
        bySnippet.remove(snippetId);
        bySnippet.put(snippetId, place);
    }

    /** The place of a snippet, or null. */
    Place of(String snippetId) {
        return bySnippet.get(snippetId);
    }

    /** The line, counted from 1, on which a position of a text lies. */
    static int lineOf(String text, int position) {
        return (int) text.substring(0, Math.min(position, text.length())).chars().filter(c -> c == '\n').count() + 1;
    }
}

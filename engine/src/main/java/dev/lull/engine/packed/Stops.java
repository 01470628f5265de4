package dev.lull.engine.packed;

/** From which labels no step ever went unnoticed: a context that comes to one need not be tried to go on. Found out once, it saves time only. */
public final class Stops {
    private final boolean[] noticed;
    private final boolean[] unnoticed;

    Stops(int labels) {
        noticed = new boolean[labels];
        unnoticed = new boolean[labels];
    }

    void saw(int label, boolean wentUnnoticed) {
        if (wentUnnoticed) unnoticed[label] = true;
        else noticed[label] = true;
    }

    /** What another has found out, too. */
    public Stops and(Stops other) {
        for (int label = 0; label < noticed.length; label++) {
            noticed[label] |= other.noticed[label];
            unnoticed[label] |= other.unnoticed[label];
        }
        return this;
    }

    /** By number of the label. */
    boolean[] labels() {
        boolean[] stops = new boolean[noticed.length];
        for (int label = 0; label < stops.length; label++) stops[label] = noticed[label] && !unnoticed[label];
        return stops;
    }
}

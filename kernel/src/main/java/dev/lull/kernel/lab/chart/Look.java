package dev.lull.kernel.lab.chart;

/** What of a chart its user may change. */
record Look(String title, int width, int height, boolean logX, boolean logY, Scale x, Scale y, String xTitle, String yTitle) {

    static final int WIDTH = 760;
    static final int HEIGHT = 420;

    Look(String title, Scale x, Scale y) {
        this(title, WIDTH, HEIGHT, false, false, x, y, "", "");
    }

    Look withTitle(String text) {
        return new Look(text, width, height, logX, logY, x, y, xTitle, yTitle);
    }

    Look withSize(int w, int h) {
        if (w < 200 || h < 120 || w > 8000 || h > 8000) {
            throw new IllegalArgumentException("size(" + w + ", " + h + ") is in CSS pixels, from 200 x 120 to 8000 x 8000."
                    + " A column of an article is about " + WIDTH + " x " + HEIGHT + ".");
        }
        return new Look(title, w, h, logX, logY, x, y, xTitle, yTitle);
    }

    Look withLog(boolean onX, boolean onY) {
        return new Look(title, width, height, onX, onY, x, y, xTitle, yTitle);
    }

    Look withScales(Scale forX, Scale forY) {
        return new Look(title, width, height, logX, logY, forX, forY, xTitle, yTitle);
    }

    Look withAxisTitles(String forX, String forY) {
        return new Look(title, width, height, logX, logY, x, y, forX, forY);
    }
}

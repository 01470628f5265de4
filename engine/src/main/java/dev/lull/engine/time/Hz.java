package dev.lull.engine.time;

/** CONFIG_HZ: ticks a second, one of those that Linux can be built with. */
public enum Hz {
    HZ_100(100), HZ_250(250), HZ_300(300), HZ_1000(1000);

    private final int perSecond;

    Hz(int perSecond) {
        this.perSecond = perSecond;
    }

    /** The rate of that many ticks a second. */
    public static Hz of(int perSecond) {
        for (Hz hz : values()) if (hz.perSecond == perSecond) return hz;
        throw new IllegalArgumentException("hz(" + perSecond + ") is no rate Linux can be built with: CONFIG_HZ is 100,"
                + " 250, 300 or 1000");
    }

    public int perSecond() {
        return perSecond;
    }

    /** Length of one jiffy. */
    public Nanos jiffy() {
        return new Nanos(1_000_000_000L / perSecond);
    }
}

package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.hotplug.contention.Contention;
import dev.lull.engine.linux.hotplug.contention.Form;
import dev.lull.engine.run.Price;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.timed.StepPrices;
import dev.lull.engine.timed.TimedModel;

import java.util.Arrays;

/** Tasks that take the hotplug lock, in one of its forms. Immutable. */
public final class LockLoad {
    /** The usual prices, in a line. */
    static final String ASSUMED = "assumed unless told otherwise: 4 ns a step, 30 to 40 ns one that others feel; sections of 1 µs, pauses of 50 µs; a grace period 12 ms, a writer 5 ms";

    private final Contention contention;
    private final StepPrices prices;

    LockLoad(Contention contention) {
        this(contention, usual());
    }

    private LockLoad(Contention contention, StepPrices prices) {
        this.contention = contention;
        this.prices = prices;
    }

    static Form form(String name) {
        for (Form form : Form.values()) if (form.says().equalsIgnoreCase(name)) return form;
        throw new IllegalArgumentException("the hotplug lock has no form called \"" + name + "\". It has "
                + String.join(", ", Arrays.stream(Form.values()).map(form -> '"' + form.says() + '"').toList()) + ".");
    }

    /** Assumptions: a few nanoseconds a step, a section of a microsecond, a pause of fifty; a writer once in a while, for five milliseconds. */
    private static StepPrices usual() {
        return StepPrices.usual().others(Price.around(Nanos.nanos(4), 0.25))
                .with("INSIDE", Price.logNormal(Nanos.micros(1), 0.5))
                .with("PAUSE", Price.logNormal(Nanos.micros(50), 0.5))
                .with("COUNT_SLOW", Price.around(Nanos.nanos(30), 0.25))
                .with("UNCOUNT_SLOW", Price.around(Nanos.nanos(30), 0.25))
                .with("READ_BLOCK", Price.around(Nanos.nanos(20), 0.25))
                .with("MUTEX_LOCK", Price.around(Nanos.nanos(40), 0.25))
                .with("MUTEX_UNLOCK", Price.around(Nanos.nanos(40), 0.25))
                .with("RCU_SYNC_FUNC", Price.around(Nanos.millis(12), 0.25));
    }

    /** So many readers, each on a CPU of its own. */
    public LockLoad readers(int count) {
        return new LockLoad(new Contention(contention.form(), count, contention.writers(), contention.times(), contention.nested()), prices);
    }

    /** So many writers. */
    public LockLoad writers(int count) {
        return new LockLoad(new Contention(contention.form(), contention.readers(), count, contention.times(), contention.nested()), prices);
    }

    /** With readers that read while they read. */
    public LockLoad nesting() {
        return new LockLoad(contention.nesting(), prices);
    }

    /** At other prices. */
    public LockLoad prices(StepPrices other) {
        return new LockLoad(contention, other);
    }

    /** What steps cost here. */
    public StepPrices prices() {
        return prices;
    }

    /** Looks for an interleaving in which a reader and a writer are inside together, or somebody never gets through. */
    public Answer explore() {
        return new OwnModel(contention).explore(Bounds.DEFAULT.shortest());
    }

    /** Runs it in virtual time. The writer comes when everybody is under way, and again after a while. */
    public LockRun simulate(Seed seed, Nanos length) {
        Contention endless = contention.times(Contention.FOR_EVER);
        StepPrices timed = prices.with("writer: CPUS_WRITE_LOCK", Price.around(Nanos.nanos(Math.max(4, length.count() / 5)), 0))
                .with("writer: INSIDE", Price.around(Nanos.millis(5), 0.25)).with("writer: PAUSE", Price.around(Nanos.nanos(Math.max(4, length.count() / 5)), 0));
        return new LockRun(contention, new TimedModel(endless, timed).steps(seed.number(), length));
    }

    @Override public String toString() {
        return new OwnModel(contention).toString();
    }
}

package dev.lull.engine.run;

import dev.lull.engine.machine.Cost;
import dev.lull.engine.time.Nanos;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a timed run pays. The usual prices are assumptions about a server of about 2020, within the ranges that are
 * published for such machines; a chart made from a run should say which prices it was made with.
 *
 * @param steps        for each kind of step; {@link Cost#CONTEXT_SWITCH} is paid by the task that comes, not by the one that goes
 * @param idleWakeup   from a wakeup until an idle CPU turns to the task
 * @param softirqEntry from a tick to the first step of a handler
 * @param spin         between two looks at a lock that is taken
 * @param slice        what a task may have of a CPU for which others wait; looked at in each tick
 */
public record Prices(Map<Cost, Price> steps, Price idleWakeup, Price softirqEntry, Price spin, Nanos slice) {
    public Prices {
        EnumMap<Cost, Price> copy = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            if (!steps.containsKey(cost)) throw new IllegalArgumentException("these prices have none for " + cost + ". Start from Prices.usual() and change what you need with with(...).");
            copy.put(cost, steps.get(cost));
        }
        steps = Collections.unmodifiableMap(copy);
    }

    /** The default prices. */
    public static Prices usual() {
        EnumMap<Cost, Price> steps = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) steps.put(cost, usual(cost));
        return new Prices(steps, Price.logNormal(Nanos.micros(15), 0.5), Price.around(Nanos.nanos(500), 0.25), Price.around(Nanos.nanos(100), 0.25), Nanos.millis(3));
    }

    private static Price usual(Cost cost) {
        long ns = switch (cost) {
            case LOCAL -> 20;
            case CACHE_MISS -> 60;
            case LOCK -> 40;
            case WAKEUP -> 1_200;
            case TIMER -> 80;
            case SCAN -> 300;
            case NODE -> 500;
            case CALLBACK -> 200;
            case HOTPLUG -> 20_000;
            case CPU_BOOT -> 5_000_000;
            case CONTEXT_SWITCH -> 2_000;
        };
        return Price.around(Nanos.nanos(ns), 0.25);
    }

    /** The same with another price for one kind of step. */
    public Prices with(Cost cost, Price price) {
        EnumMap<Cost, Price> changed = new EnumMap<>(steps);
        changed.put(cost, price);
        return new Prices(changed, idleWakeup, softirqEntry, spin, slice);
    }

    /** The same with another delay until an idle CPU runs what was woken there. */
    public Prices idleWakeup(Price price) {
        return new Prices(steps, price, softirqEntry, spin, slice);
    }

    /** The same with another time slice. */
    public Prices slice(Nanos slice) {
        return new Prices(steps, idleWakeup, softirqEntry, spin, slice);
    }

    /** The price of a kind of step. */
    public Price of(Cost cost) {
        return steps.get(cost);
    }

    /** All of them in one line, to be printed with what was made from a run. */
    public String describe() {
        StringBuilder out = new StringBuilder();
        for (Cost cost : Cost.values()) out.append(cost.name().toLowerCase(Locale.ROOT).replace('_', ' ')).append(' ').append(steps.get(cost)).append(", ");
        return out.append("wakeup of an idle CPU ").append(idleWakeup).append(", softirq entry ").append(softirqEntry)
                .append(", spin ").append(spin).append(", slice ").append(slice).toString();
    }
}

package dev.lull.engine.timed;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.run.Price;
import dev.lull.engine.time.Nanos;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What steps cost. The usual prices are assumptions; a chart made with them should say so.
 *
 * @param labels  for steps at these labels; {@code writer: INSIDE} for those of tasks called writer and a number
 * @param other   for all others
 * @param wakeup  from a wakeup until the task tries its step again, whose own price comes on top
 */
public record StepPrices(Map<String, Price> labels, Price other, Price wakeup) {
    public StepPrices {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Fifty nanoseconds a step, thirty microseconds a wakeup. */
    public static StepPrices usual() {
        return new StepPrices(Map.of(), Price.around(Nanos.nanos(50), 0.25), Price.logNormal(Nanos.micros(30), 0.4));
    }

    /** The same with another price for steps at {@code label}. */
    public StepPrices with(String label, Price price) {
        Map<String, Price> more = new TreeMap<>(labels);
        more.put(label, price);
        return new StepPrices(more, other, wakeup);
    }

    /** The same with another price for all steps that have none of their own. */
    public StepPrices others(Price price) {
        return new StepPrices(labels, price, wakeup);
    }

    /** What a step of {@code who} at {@code label} costs. */
    Price of(String who, String label) {
        Price own = labels.get(who.replaceAll("[/0-9]+$", "") + ": " + label);
        return own != null ? own : labels.getOrDefault(label, other);
    }

    long wakeupNs(Choices chance) {
        return wakeup.drawNs(chance, "wakeup");
    }
}

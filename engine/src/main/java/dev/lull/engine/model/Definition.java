package dev.lull.engine.model;

import java.util.List;
import java.util.function.Consumer;

/**
 * How to build a model: asked once for each thread that searches it and for each walk through it, and each time it builds
 * the very same, words and sources in the same order.
 */
public interface Definition {
    /** What the question is. */
    String title();

    /** A new model in its first state. */
    Model build();

    /**
     * As {@link #build()}, with whatever makes a single walk easier to read (callbacks that have names), and nothing that
     * changes which moves there are.
     */
    default Model buildToTell() {
        return build();
    }

    /** What the model takes for granted, a sentence each, for the verdict. */
    default List<String> assumptions() {
        return List.of();
    }

    /**
     * A model of your own, from machine parts: {@code setup} makes locks, words, kthreads and rules.
     *
     * <pre>{@code
     * Definition.of("two locks", setup -> {
     *     SpinLock a = setup.machine().spinLock("a");
     *     SpinLock b = setup.machine().spinLock("b");
     *     new Taker(setup.machine(), "one", a, b);        // a Kthread of yours
     *     new Taker(setup.machine(), "two", b, a);
     * })
     * }</pre>
     */
    static Definition of(String title, Consumer<Setup> setup) {
        return new Definition() {
            @Override public String title() {
                return title;
            }

            @Override public Model build() {
                Setup parts = new Setup();
                setup.accept(parts);
                return parts.seal();
            }
        };
    }
}

package dev.lull.engine.model;

import java.util.List;

/**
 * Things of which it does not matter which is which: kthreads of the same text on words of their own, CPUs with the same
 * load. Each is given by the names of its parts (kthreads, locks, wait queues, timers, structs of words), in the same order
 * for all; a name stands for every word, lock or queue in whose own name it occurs, a longer one before a shorter.
 *
 * @param says  who they are: "CPUs 0 and 1"
 * @param parts the names of each one's parts
 */
public record Interchangeable(String says, List<List<String>> parts) {
    public Interchangeable {
        parts = parts.stream().map(List::copyOf).toList();
        if (parts.size() < 2) throw new IllegalArgumentException("interchangeable(...): two at least, or there is nothing to exchange");
        for (List<String> one : parts) {
            if (one.isEmpty() || one.size() != parts.get(0).size()) {
                throw new IllegalArgumentException("interchangeable(...): " + one + " and " + parts.get(0) + " do not match. Name the parts of each, as many"
                        + " and in the same order.");
            }
        }
    }
}

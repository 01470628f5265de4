package dev.lull.kernel.cli;

import dev.lull.engine.zoo.Bug;

/**
 * What came of asking about one bug, and how long it took.
 *
 * @param with    the answer of code that has it
 * @param without the answer of code that has not
 */
record ZooAnswer(Bug bug, Half with, Half without) {
    /** One of the two answers. */
    record Half(Bug.Case question, Bug.Result result, double seconds) {
        private static Half of(Bug.Case question) {
            long began = System.nanoTime();
            Bug.Result result = question.run();
            return new Half(question, result, (System.nanoTime() - began) / 1e9);
        }
    }

    /** Asks. */
    static ZooAnswer to(Bug bug) {
        return new ZooAnswer(bug, Half.of(bug.buggy()), Half.of(bug.fixed()));
    }

    /** Whether it is found where it is, and not where it is not. */
    boolean isAsExpected() {
        return with.result().found() && !without.result().found();
    }

    /** The answer of code that has it, in words. */
    String found() {
        return with.result().found() ? "found: " + with.result().inWords() : "NOT FOUND";
    }

    /** The answer of code that has not, in words. */
    String holds() {
        return without.result().found() ? "FOUND: " + without.result().inWords() : without.result().inWords();
    }
}

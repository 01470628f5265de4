package dev.lull.engine.model;

import java.util.function.BooleanSupplier;

/**
 * A sentence about a state.
 *
 * @param says  the sentence, as it stands in a finding: "at most one task is inside"
 * @param holds whether it is true of the state now
 */
public record Rule(String says, BooleanSupplier holds) { }

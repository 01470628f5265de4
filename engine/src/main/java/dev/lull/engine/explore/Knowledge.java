package dev.lull.engine.explore;

import dev.lull.engine.packed.Extent;
import dev.lull.engine.packed.Sharing;
import dev.lull.engine.packed.Stops;

/**
 * What is known of a model before a search.
 *
 * @param extent  what states must have room for
 * @param sharing how words are shared; {@code null} when nothing is to be made of it
 * @param stops   labels from which no step goes unnoticed; {@code null} when that is not known
 */
record Knowledge(Extent extent, Sharing sharing, Stops stops) { }

/**
 * What a driver is given: a {@link dev.lull.engine.model.Model}, which is a machine and the rules for it, and the {@link
 * dev.lull.engine.model.Definition} it is built from. Linux scenarios are made into models in {@code explore}; a user's own
 * model of anything else comes in through {@link dev.lull.engine.model.Definition#of}. What breaks a rule is a {@link
 * dev.lull.engine.model.Finding}.
 *
 * <p>Knows: machine. Known by: linux.srcu, check, run, explore, zoo.
 */
package dev.lull.engine.model;

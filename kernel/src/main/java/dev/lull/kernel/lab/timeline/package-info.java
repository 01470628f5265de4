/**
 * The lab's own view: a lane per CPU and kthread, what each was doing, what happened when, and who woke whom. Come in
 * through {@link dev.lull.kernel.lab.timeline.Timeline}. Time runs in virtual nanoseconds, or in steps when a script or a
 * counterexample is shown.
 *
 * <p>Knows: display, lab.figure. Known by: lab.
 *
 * <p>No label lies on another, or on a line. {@link dev.lull.kernel.lab.timeline.LaneLabels} places, shortens or leaves
 * out; what is left out is still there in the tooltip and in the text. Arrows run straight up or down at the moment of the
 * wake-up, and along the woken lane until it runs, so that the wait is seen as a length.
 */
package dev.lull.kernel.lab.timeline;

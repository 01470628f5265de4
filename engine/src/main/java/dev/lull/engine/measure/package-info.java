/**
 * Figures from traces: how long callbacks wait and for what ({@link dev.lull.engine.measure.CallbackLatency}), how grace
 * periods go ({@link dev.lull.engine.measure.GracePeriods}), how long a CPU stays on each rung of the hotplug ladder
 * ({@link dev.lull.engine.measure.HotplugOperations}). It reads events and nothing else, so that what holds for a
 * modelled kernel's trace can be asked of a real one's too; nothing in the models knows it.
 *
 * <p>Relies on two facts of RCU: a CPU's callbacks are invoked in the order in which they were queued, and grace periods
 * come one after another.
 *
 * <p>Knows: time, trace. Known by: zoo.
 */
package dev.lull.engine.measure;

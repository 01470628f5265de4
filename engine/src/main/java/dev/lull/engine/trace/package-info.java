/**
 * What happened, as typed events: {@link dev.lull.engine.trace.Trace} holds them in packed form, {@link
 * dev.lull.engine.trace.Tracepoint} says what there is, {@link dev.lull.engine.trace.FtraceText} writes the text that
 * a real kernel's {@code /sys/kernel/tracing/trace} would show. Models emit through {@link
 * dev.lull.engine.trace.Tracer} and never read back.
 *
 * <p>Event texts follow include/trace/events/{rcu,sched,timer}.h, v5.12 and later. {@code kp_call_rcu}, {@code
 * kp_bypass_enq} and {@code kp_bypass_flush} are no tracepoints of Linux but the kprobes one sets where it has none:
 * nothing is traced there when a callback enters or leaves the bypass list.
 *
 * <p>Knows: time. Known by: linux.srcu, machine, linux.hotplug, scenario, system, linux.rcu, linux.nocb, run, measure, zoo.
 */
package dev.lull.engine.trace;

/**
 * Tasks that take the hotplug lock and do nothing else: what each form of the lock promises, and what it costs. Come in through {@link
 * dev.lull.engine.linux.hotplug.contention.Contention}.
 *
 * <p>Knows: linux.hotplug.lock, machine, memory, model. Known by: zoo.
 */
package dev.lull.engine.linux.hotplug.contention;

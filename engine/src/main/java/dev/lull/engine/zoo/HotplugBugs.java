package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.cpuset.CpuChange;
import dev.lull.engine.linux.cpuset.Reaction;
import dev.lull.engine.linux.hotplug.contention.Contention;
import dev.lull.engine.linux.hotplug.contention.Form;
import dev.lull.engine.linux.hotplug.rt.Design;
import dev.lull.engine.linux.hotplug.rt.RtDown;
import dev.lull.engine.linux.hotplug.rt.Scene;
import dev.lull.engine.model.Definition;
import dev.lull.engine.run.Price;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.timed.StepPrices;

import java.util.List;

/**
 * Bugs around the hotplug lock, cpusets and the -rt way of taking a CPU down. H and a number is the reference's entry of that number on hotplug; H0 is the
 * uevent that came too early, HA and HB the deadlocks of the mail of March 2012, HC one more of their kind that we have derived.
 */
final class HotplugBugs {
    private HotplugBugs() {
    }

    static List<Bug> all() {
        CpuChange stuck = CpuChange.up(Reaction.SYNCHRONOUS).withCgroupWriter().asking(CpuChange.Asked.AN_END);
        return List.of(
                new Bug("H0", "uevent before cpusets", "the uevent of a CPU that has come up is sent before cpusets know of it: sched_setaffinity() fails",
                        "3.9 to 5.13", "b22afcdf04c9", of(CpuChange.up(Reaction.ASYNCHRONOUS)), of(CpuChange.up(Reaction.FLUSH_AFTER_UNLOCK))),
                new Bug("H1", "cpuset callback, 5.7", "an empty cpuset's tasks are moved under the hotplug lock; creating a cgroup turns a static key on under cgroup_mutex",
                        "5.7-rc", "2b729fe7f366", of(HotplugOrders.emptyCpuset(false)), of(HotplugOrders.emptyCpuset(true))),
                new Bug("H2", "cgroup_mutex under hotplug lock", "cpusets take cgroup_mutex when a CPU comes or goes; cgroup files take the two the other way round",
                        "up to 3.8", "3a5a6d0c2b03", of(stuck), of(new CpuChange(Reaction.ASYNCHRONOUS, true, true, stuck.workLock(), stuck.asked()))),
                new Bug("H3", "flush with active reference", "a write to cpuset.cpus flushes the work with the file's active reference held, for which rmdir waits",
                        "3.9 to 3.15", "76bb5ab8f6e3", of(HotplugOrders.activeReference(false)), of(HotplugOrders.activeReference(true))),
                new Bug("H4", "resume without rebuild", "after resume the work finds effective_cpus unchanged, and leaves the scheduling domains as suspend had them",
                        "up to 4.13", "50e76632339d", of(HotplugRaces.resume(false, true)), of(HotplugRaces.resume(true, true))),
                new Bug("H4a", "thaw without flush", "tasks run again before the work of the last CPU to come back has", "up to 4.13", "50e76632339d",
                        of(HotplugRaces.resume(true, false)), of(HotplugRaces.resume(true, true))),
                new Bug("H5", "past the root cpuset", "the top cpuset and the online mask have no CPU in common for a moment, and the walk goes on to the root's parent",
                        "3.9 to 4.8", "28b89b9e6f7b", of(HotplugRaces.pastTheRoot(false)), of(HotplugRaces.pastTheRoot(true))),
                new Bug("H6", "cpuset lock before hotplug lock", "changing a cpuset takes the cpusets' lock and then the hotplug lock; sched_setscheduler() during bring-up the other way round",
                        "5.4-rc", "d74b27d63a8b", of(HotplugOrders.setscheduler(false)), of(HotplugOrders.setscheduler(true))),
                new Bug("H7", "threadgroup lock before hotplug lock", "attaching a process keeps kthreadd from forking, for which a CPU that comes up waits",
                        "up to 5.19", "4f7e7236435c", of(HotplugOrders.threadgroup(false)), of(HotplugOrders.threadgroup(true))),
                new Bug("H8", "static branch under freezer_mutex", "a static key is changed under freezer_mutex, which another path takes inside the hotplug lock",
                        "6.x", "57dcd64c7e03", of(HotplugOrders.freezer(false)), of(HotplugOrders.freezer(true))),
                new Bug("H9", "read count lost to an interrupt", "an interrupt between load and store takes one off the reader's count, and the store brings it back",
                        "up to 5.8", "e6b1a44eccfc", of(HotplugRaces.interruptedCount(false)), of(HotplugRaces.interruptedCount(true))),
                new Bug("H14", "lazy rcu_sync", "the callback that lets readers back on the fast path after a writer is a lazy one, so they stay slow for seconds",
                        "6.2-rc, with lazy callbacks", "7651d6b25086", afterOneWrite(Nanos.seconds(10)), afterOneWrite(Nanos.millis(12))),
                new Bug("H15", "-rt stale hotplug_pcp", "a task that waited for its CPU to go down counts itself there, though it runs on another by now",
                        "early 3.x-rt", "", of(HotplugRaces.staleDescriptor(false)), of(HotplugRaces.staleDescriptor(true))),
                new Bug("H16", "-rt sleep state lost", "waiting for the hotplug lock inside a spinlock leaves a task that was about to sleep TASK_RUNNING",
                        "3.x-rt", "", of(HotplugRaces.lostSleepState(false)), of(HotplugRaces.lostSleepState(true))),
                new Bug("H17", "-rt bound kthread trapped", "a thread that a notifier creates on the CPU must leave it to go on, and cannot",
                        "3.4-rt to 3.8-rt", "", of(HotplugRaces.boundKthread(false)), of(HotplugRaces.boundKthread(true))),
                new Bug("HA", "-rt thread stopped", "a notifier stops a per-CPU thread, which takes a spinlock on its way out and so waits for the hotplug lock",
                        "3.0-rt to 3.2-rt", "", of(RtDown.of(Design.ORIGINAL, Scene.STOPS_THREAD)), of(RtDown.of(Design.REWORK, Scene.STOPS_THREAD))),
                new Bug("HB", "-rt lock of a pinned task", "a notifier takes a lock whose holder waits for the hotplug lock", "3.0-rt to 3.2-rt", "",
                        of(RtDown.of(Design.ORIGINAL, Scene.TAKES_LOCK)), of(RtDown.of(Design.REWORK, Scene.TAKES_LOCK))),
                new Bug("HC", "-rt lock at CPU_DEAD", "the same again in the rework, by a notifier for the dead CPU (derived, not reported upstream)", "3.4-rt to 4.9-rt", "",
                        of(RtDown.of(Design.REWORK, Scene.TAKES_LOCK_WHEN_DEAD)), of(RtDown.of(Design.PLAN, Scene.TAKES_LOCK_WHEN_DEAD))));
    }

    private static Bug.Case of(Definition definition) {
        return new Bug.Modelled(definition, Bounds.DEFAULT.shortest());
    }

    /** Two readers and one writer; of some 4,000 reads in a tenth of a second, those beside the writer and a grace period to either side may be slow. */
    private static Bug.Case afterOneWrite(Nanos callback) {
        StepPrices prices = StepPrices.usual().others(Price.around(Nanos.nanos(4), 0)).with("PAUSE", Price.around(Nanos.micros(50), 0.25))
                .with("writer: PAUSE", Price.around(Nanos.seconds(1), 0)).with("RCU_SYNC_FUNC", Price.around(Nanos.millis(12), 0))
                .with("rcu_sync_func: RCU_SYNC_FUNC", Price.around(callback, 0));
        return new Bug.Timed(Contention.of(Form.PERCPU_RWSEM, 2, 1).times(Contention.FOR_EVER), prices, 1, Nanos.millis(100), "COUNT_SLOW", 1_500);
    }
}

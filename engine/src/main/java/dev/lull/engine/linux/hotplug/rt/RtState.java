package dev.lull.engine.linux.hotplug.rt;

import dev.lull.engine.linux.hotplug.lock.HotplugPcp;
import dev.lull.engine.linux.hotplug.lock.Pinning;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;

/** What the tasks around a CPU that goes down share. */
final class RtState {
    final HotplugPcp pcp;
    /** The lock that a notifier and a task of the CPU both take. */
    final Mutex someLock;
    /** The per-CPU thread has been told to end, or to park. */
    final Flag stop;
    /** It has. */
    final Flag exited;
    final WaitQueue stopping;
    final WaitQueue exit;

    RtState(Machine machine, Pinning pinning) {
        this(machine, new HotplugPcp(machine, 1, pinning));
    }

    RtState(Machine machine, HotplugPcp pcp) {
        this.pcp = pcp;
        someLock = machine.mutex("some_lock");
        Struct thread = machine.memory().struct("kthread[1]");
        stop = thread.flag("should_stop");
        exited = thread.flag("exited");
        stopping = machine.waitQueue("kthread_should_stop");
        exit = machine.waitQueue("kthread exit");
    }
}

package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Guard;
import dev.lull.engine.machine.Machine;

/**
 * Which lock guards which of an offloaded CPU's words, and who may write one without it. Anybody may read them: the kernel does
 * so in many places, and looks again under the lock where it matters. The list of a CPU whose offloading changes is only locked
 * while it is offloaded, or on its way: else it is its CPU's own. Of such a CPU's deferral nothing is said.
 */
final class Guarded {
    private Guarded() {
    }

    static void declare(Machine machine, Linux linux, NocbData rdp) {
        Cpu own = machine.cpus().get(rdp.cpu());
        Guard list = machine.guarded().writesBy(rdp.nocbLock, rdp.cblist().slots());
        machine.guarded().writesBy(rdp.bypassLock, rdp.bypass.slots());
        machine.guarded().writesBy(rdp.bypassLock, rdp.bypassFirst.slot());
        if (rdp.state != null) {
            list.orOn(own, () -> !rdp.locks());
            return;
        }
        machine.guarded().writesBy(rdp.nocbLock, rdp.gpAdvTime.slot(), rdp.cbSleep.slot());
        if (rdp.lazyLen != null) machine.guarded().writesBy(rdp.bypassLock, rdp.lazyLen.slot());
        if (rdp.rdp().queueing() == null) machine.guarded().writesOn(own, rdp.nobypassLast.slot(), rdp.nobypassCount.slot());
        if (linux.has(Fix.NOCB_TIMER_UNIFIED)) underGpLock(machine, rdp);
        else underOwnLock(machine, rdp);
        if (rdp.isLeader() && rdp.group == null) machine.guarded().writesBy(rdp.gpLock, rdp.gpSleep.slot());
    }

    private static void underGpLock(Machine machine, NocbData rdp) {
        if (rdp.isLeader() && rdp.group == null) machine.guarded().writesBy(rdp.gpLock, rdp.deferWakeup.slot(), rdp.nocbTimer.slot());
    }

    private static void underOwnLock(Machine machine, NocbData rdp) {
        String known = "the leader's is reset under another CPU's lock, which v5.14 mends (d76e0926d835) and which loses a wakeup";
        own(machine.guarded().writesBy(rdp.nocbLock, rdp.deferWakeup.slot()), known);
        own(machine.guarded().writesBy(rdp.nocbLock, rdp.nocbTimer.slot()), known);
    }

    private static void own(Guard guard, String known) {
        guard.knownBroken("nocb_gp_wait", NocbGpWait.At.CLEAR_DEFER, known).knownBroken("nocb_gp_wait", NocbGpWait.At.CANCEL_TIMER, known);
    }
}

package dev.lull.engine.linux.nocb;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;

/** What kthread_park() and kthread_unpark() of a rcuop go by. Models struct kthread, kernel/kthread.c. */
final class Parking {
    final Flag shouldPark;              // KTHREAD_SHOULD_PARK
    final Flag parked;                  // ->parked, a completion: it has come to rest
    final WaitQueue place;              // where it rests
    final WaitQueue completion;         // where those wait who want it to

    Parking(Machine machine, Struct struct, int cpu) {
        shouldPark = struct.flag("rcuop.should_park");
        parked = struct.flag("rcuop.parked");
        place = machine.waitQueue("parked rcuop/" + cpu);
        completion = machine.waitQueue("rcuop/" + cpu + "->parked");
    }
}

package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.rcu.Barrier;
import dev.lull.engine.linux.rcu.MigrateCallbacks;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.RcuData;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;

import java.util.function.BooleanSupplier;

/** Moves the callbacks of a dead CPU to one whose callbacks are offloaded: they go behind what is in its bypass list, and rcuog is told. */
public class NocbMigrateCallbacks extends MigrateCallbacks {
    private final NocbData my;
    private final NocbWake wake;

    /** As {@link MigrateCallbacks#MigrateCallbacks}. */
    public NocbMigrateCallbacks(Context self, Rcu rcu, RcuData dead, BooleanSupplier stays, NocbData my, Barrier barrier) {
        super(self, rcu, dead, stays, my.rdp(), barrier);
        this.my = my;
        wake = new NocbWake(self, rcu, my);
    }

    @Override protected boolean lockMine() {
        if (!my.locks()) return true;
        if (!my.nocbLock.isOwnedBy(self()) && !acquire(my.nocbLock)) return false;
        if (!acquire(my.bypassLock)) return false;
        my.cblist().flush(my.bypass);
        my.forgetLazy();
        my.bypassFirst.set(machine().jiffies());
        release(my.bypassLock);
        return true;
    }

    @Override protected Code<?> wakeMine() {
        return my.nocbLock.isOwnedBy(self()) ? wake.with(true, false) : null;
    }
}

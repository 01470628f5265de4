package dev.lull.kernel.lab;

import dev.lull.engine.measure.CallbackTimes;
import dev.lull.engine.measure.GracePeriod;
import dev.lull.engine.measure.HotplugOperation;
import dev.lull.engine.measure.Phase;
import dev.lull.engine.measure.RungTime;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.List;

/** What was measured, as Tablesaw tables. Times are nanoseconds; what never came is missing. */
final class RunTables {
    private RunTables() {
    }

    static Table callbacks(List<CallbackTimes> callbacks) {
        IntColumn cpu = IntColumn.create("cpu");
        LongColumn head = LongColumn.create("rhp");
        LongColumn gpSeq = LongColumn.create("gp_seq");
        LongColumn called = LongColumn.create("queued at");
        LongColumn total = LongColumn.create("latency");
        LongColumn[] phases = new LongColumn[Phase.values().length];
        for (Phase phase : Phase.values()) phases[phase.ordinal()] = LongColumn.create(phase.words());
        for (CallbackTimes callback : callbacks) {
            cpu.append(callback.cpu());
            head.append(callback.rhp());
            append(gpSeq, callback.gpSeq());
            append(called, callback.calledNs());
            append(total, callback.isInvoked() ? callback.total().count() : CallbackTimes.NEVER);
            for (Phase phase : Phase.values()) {
                append(phases[phase.ordinal()], callback.isInvoked() ? callback.in(phase).count() : CallbackTimes.NEVER);
            }
        }
        Table table = Table.create("callbacks", cpu, head, gpSeq, called, total);
        for (LongColumn phase : phases) table.addColumns(phase);
        return table;
    }

    static Table hotplug(List<HotplugOperation> operations) {
        IntColumn number = IntColumn.create("operation");
        StringColumn what = StringColumn.create("what");
        IntColumn state = IntColumn.create("state");
        StringColumn name = StringColumn.create("name");
        StringColumn function = StringColumn.create("function");
        StringColumn by = StringColumn.create("executed");
        LongColumn from = LongColumn.create("from");
        LongColumn length = LongColumn.create("length");
        LongColumn returned = LongColumn.create("returned");
        StringColumn rcu = StringColumn.create("RCU");
        for (int i = 0; i < operations.size(); i++) {
            for (RungTime rung : operations.get(i).rungs()) {
                number.append(i);
                what.append("CPU " + operations.get(i).cpu() + (operations.get(i).up() ? " up" : " down") + (operations.get(i).takesBack(rung) ? ", taken back" : ""));
                state.append(rung.rung().number());
                name.append(rung.rung().title());
                function.append(rung.function());
                by.append(rung.by().words());
                from.append(rung.fromNs());
                length.append(rung.length().count());
                returned.append(rung.returned());
                rcu.append(rung.rcu());
            }
        }
        return Table.create("hotplug", number, what, state, name, function, by, from, length, returned, rcu);
    }

    private static void append(LongColumn column, long ns) {
        if (ns == CallbackTimes.NEVER) column.appendMissing();
        else column.append(ns);
    }

    static Table gracePeriods(List<GracePeriod> ended) {
        LongColumn seq = LongColumn.create("gp_seq");
        LongColumn start = LongColumn.create("start");
        LongColumn length = LongColumn.create("length");
        LongColumn init = LongColumn.create("initialisation");
        LongColumn waiting = LongColumn.create("waiting");
        LongColumn scanning = LongColumn.create("scanning");
        LongColumn cleanup = LongColumn.create("clean-up");
        IntColumn heldUpBy = IntColumn.create("held up by CPU");
        for (GracePeriod gp : ended) {
            seq.append(gp.seq());
            start.append(gp.startNs());
            length.append(gp.length().count());
            init.append(gp.init().count());
            waiting.append(gp.waiting().count());
            scanning.append(gp.scanning().count());
            cleanup.append(gp.cleanup().count());
            if (gp.heldUpBy() < 0) heldUpBy.appendMissing();
            else heldUpBy.append(gp.heldUpBy());
        }
        return Table.create("grace periods", seq, start, length, init, waiting, scanning, cleanup, heldUpBy);
    }
}

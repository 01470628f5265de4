package dev.lull.engine.run.srcu;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.linux.srcu.CheckZero;
import dev.lull.engine.linux.srcu.Holdoff;
import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.linux.srcu.SrcuReader;
import dev.lull.engine.linux.srcu.SrcuSystem;
import dev.lull.engine.linux.srcu.SrcuUpdater;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Listener;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Price;
import dev.lull.engine.time.EventQueue;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.trace.Trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The loop of one timed run of SRCU: takes the earliest event and has it happen. */
final class SrcuDriver {
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final int KIND_BITS = 3;

    private enum Kind { STEP, JIFFY, CALL, ENTER, HOLDOFF }

    private static final Kind[] KINDS = Kind.values();

    private final SrcuSimulation simulation;
    private final SrcuSystem system;
    private final Machine machine;
    private final Memory memory;
    private final Seeded chance;
    private final EventQueue events = new EventQueue();
    private final Trace trace;
    private final Holdoff holdoff;
    private final SrcuReader[] readerOf;                        // by context; null for all others
    private final SrcuUpdater[] updaterOf;
    private final boolean[] waiting;                            // whether an event is under way for a context
    private final long[] clock = new long[1];
    private final Writes writes;
    private long holdoffEndsNs;
    private long workerBusyNs;
    private long lookups;
    private long moves;
    private long looksUpAt = 50_000;

    SrcuDriver(SrcuSimulation simulation) {
        this.simulation = simulation;
        system = simulation.scenario().buildTimed();
        machine = system.machine();
        memory = machine.memory();
        chance = new Seeded(simulation.seed());
        long[] now = clock;
        trace = new Trace(() -> now[0], machine.contexts().stream().map(Context::name).toList());
        machine.trace(trace);
        int contexts = machine.contexts().size();
        readerOf = new SrcuReader[contexts];
        updaterOf = new SrcuUpdater[contexts];
        waiting = new boolean[contexts];
        for (SrcuReader reader : system.readers()) readerOf[reader.task().number()] = reader;
        for (SrcuUpdater updater : system.updaters()) updaterOf[updater.task().number()] = updater;
        holdoff = system.ssp().holdoff();
        writes = new Writes(memory, clock);
        machine.listen(new Listener() {
            @Override public void woken(Task task) {
                goOn(task, nowNs() + price(simulation.prices().idleWakeup(), "wakeup"));
            }
        });
    }

    SrcuRun run() {
        long jiffyNs = simulation.scenario().srcu().hz().jiffy().count();
        add(jiffyNs, Kind.JIFFY, 0);
        for (SrcuUpdater updater : system.updaters()) add(within(Math.max(jiffyNs, updater.load().every().count())), Kind.CALL, updater.task().number());
        for (SrcuReader reader : system.readers()) add(within(reader.load().every().count()), Kind.ENTER, reader.task().number());
        memory.observe(writes);
        boolean rested = loop();
        memory.observe(null);
        List<Finding> findings = new ArrayList<>();
        String blame = machine.takeBlame();
        if (blame != null) findings.add(Finding.blamed(blame));
        Finding resting = rested ? system.atRest() : null;
        if (blame == null && resting != null) findings.add(resting);
        return new SrcuRun(simulation, new Nanos(nowNs()), trace, moves, new Nanos(workerBusyNs), lookups, findings, writes.times(), writes.slots(), memory::name);
    }

    private boolean loop() {
        long endNs = simulation.length().count();
        while (true) {
            if (moves >= looksUpAt) {
                if (Thread.currentThread().isInterrupted()) return false;
                looksUpAt = moves + 50_000;
            }
            clock[0] = events.nextNs();
            if (nowNs() > endNs + PATIENCE_NS) return false;
            int event = events.take();
            int of = event >>> KIND_BITS;
            switch (KINDS[event & (1 << KIND_BITS) - 1]) {
                case STEP -> step(of);
                case JIFFY -> {
                    if (nowNs() >= endNs && isQuiet()) return true;
                    jiffy();
                }
                case CALL -> begin(updaterOf[of], endNs);
                case ENTER -> begin(readerOf[of], endNs);
                case HOLDOFF -> {
                    if (nowNs() >= holdoffEndsNs && holdoff.alternatives() > 0) take(holdoff);
                }
            }
        }
    }

    private void begin(MoveSource load, long endNs) {
        if (nowNs() < endNs && load.alternatives() > 0) take(load);
    }

    private boolean isQuiet() {
        for (boolean any : waiting) if (any) return false;
        for (Timer timer : machine.timers()) if (timer.isPending()) return false;
        return true;
    }

    private void jiffy() {
        take(machine.clock());
        long due = machine.peekJiffies() - (simulation.wheel() == SrcuSimulation.Wheel.ROUNDS_UP ? 1 : 0);
        for (Timer timer : machine.timers()) {
            if (timer.expiry() < 0 || timer.expiry() > due) continue;
            take(timer);
            goOn(timer.handler(), nowNs() + price(simulation.prices().softirqEntry(), "softirq"));
        }
        add(nowNs() + simulation.scenario().srcu().hz().jiffy().count(), Kind.JIFFY, 0);
    }

    private void step(int number) {
        Context context = machine.contexts().get(number);
        waiting[number] = false;
        if (!context.canRun()) return;
        Enum<?> label = context.label();
        boolean wasYoung = holdoff.isYoung();
        long seq = system.ssp().peekGpSeq();
        long before = memory.fingerprint();
        take(context);
        boolean moved = memory.fingerprint() != before;
        if (!wasYoung && holdoff.isYoung() || seq != system.ssp().peekGpSeq() && (system.ssp().peekGpSeq() & 3) == 0) {
            holdoffEndsNs = nowNs() + simulation.scenario().srcu().expHoldoff();
            add(holdoffEndsNs, Kind.HOLDOFF, 0);
        }
        long ns = moved ? cost(label) : price(simulation.prices().spin(), "spin");
        if (context == system.ssp().gpWork().kworker()) {
            workerBusyNs += ns;
            if (label == CheckZero.At.COMPARE) lookups++;
        }
        if (context.canRun()) {
            boolean stays = readerOf[number] != null && readerOf[number].isInside();
            goOn(context, nowNs() + (stays ? holdsNs(readerOf[number].load()) : ns));
        } else {
            slept(number, ns);
        }
    }

    private void slept(int number, long ns) {
        if (readerOf[number] != null) add(nowNs() + ns + around(readerOf[number].load().every().count()), Kind.ENTER, number);
        else if (updaterOf[number] != null && updaterOf[number].isIdle()) add(nowNs() + ns + around(updaterOf[number].load().every().count()), Kind.CALL, number);
    }

    private long cost(Enum<?> label) {
        if (label == CheckZero.At.UDELAY) return simulation.scenario().srcu().retryCheckDelay() * 1_000L;
        Cost cost = StepLabel.costOf(label);
        return price(simulation.prices().of(cost), "step");
    }

    private long holdsNs(SrcuLoad.Readers load) {
        long least = load.holds().count();
        return load.atMost() == null ? least : least + (long) (chance.fraction("holds") * (load.atMost().count() - least));
    }

    /** Half to one and a half times as long: so that pauses do not march in step with the tick. */
    private long around(long ns) {
        return ns == 0 ? 0 : (long) (ns * (0.5 + chance.fraction("pause")));
    }

    private long within(long ns) {
        return (long) (chance.fraction("first") * ns);
    }

    private long price(Price price, String what) {
        return price.drawNs(chance, what);
    }

    private void goOn(Context context, long atNs) {
        if (waiting[context.number()]) return;
        waiting[context.number()] = true;
        add(atNs, Kind.STEP, context.number());
    }

    private void take(MoveSource source) {
        moves++;
        source.take(0);
    }

    private void add(long atNs, Kind kind, int of) {
        events.add(atNs, of << KIND_BITS | kind.ordinal());
    }

    private long nowNs() {
        return clock[0];
    }

    /** When words of srcu_struct and srcu_usage were written, and which: by slot. */
    private static final class Writes implements Memory.Observer {
        private final boolean[] counts;
        private final long[] now;
        private long[] times = new long[1024];
        private int[] slots = new int[1024];
        private int count;

        private Writes(Memory memory, long[] now) {
            this.now = now;
            counts = new boolean[memory.size()];
            for (int slot = 0; slot < counts.length; slot++) counts[slot] = memory.name(slot).startsWith("sup.") || memory.name(slot).startsWith("ssp.");
        }

        private long[] times() {
            return Arrays.copyOf(times, count);
        }

        private int[] slots() {
            return Arrays.copyOf(slots, count);
        }

        @Override public void storing(int slot, long value) {
            if (!counts[slot]) return;
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
                slots = Arrays.copyOf(slots, count * 2);
            }
            times[count] = now[0];
            slots[count++] = slot;
        }

        @Override public void loaded(int slot) {
            // only writes take a line from others
        }

        @Override public void peeked(int slot) {
            // who only watches touches nothing
        }

        @Override public void locked(long lock) {
            // the lock's own word tells
        }

        @Override public void unlocked(long lock) {
            // the lock's own word tells
        }
    }
}

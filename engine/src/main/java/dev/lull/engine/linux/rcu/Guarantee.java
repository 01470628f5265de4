package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * RCU's promise, watched without trusting RCU's own numbers: a callback is not invoked before every reader that was inside a
 * section when it was queued has left it. Notes of its own say what came first, the section or the callback.
 *
 * <p>A named callback has a serial number, and a reader notes the last one given when it enters: who entered before the
 * callback was queued and is still inside must not see it invoked. Counted callbacks are first in, first out on each CPU:
 * a reader notes how many are on their way there when it enters; once so many have been invoked, the next was queued later.
 * rcu_barrier()'s own callbacks are promised no grace period, and are not counted: one may overtake what it was queued behind.
 */
public final class Guarantee {
    private final Machine machine;
    private final Callbacks callbacks;
    private final int cpus;
    private final List<Section> sections = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final List<Sections> sectionWaits = new ArrayList<>();
    private Word[] onTheirWay;              // by CPU; only where somebody asks
    private Word[] inCall;                  // by CPU: queued by a call_rcu() that has not returned

    /** One reader's notes. */
    public final class Section {
        private final String who;
        private final Flag inside;
        private final Word began;           // named: the last serial number given when it entered
        private final Word[] before;        // counted: callbacks that were on their way when it entered, by CPU

        private Section(String who) {
            this.who = who;
            Struct struct = machine.memory().struct("guarantee." + who);
            inside = struct.flag("inside");
            began = callbacks.areNamed() ? struct.word("began", Range.FULL) : null;
            before = new Word[callbacks.areNamed() ? 0 : cpus];
            for (int cpu = 0; cpu < before.length; cpu++) before[cpu] = struct.word("before[" + cpu + "]", callbacks.countRange());
        }

        /** The outermost rcu_read_lock(). */
        public void entered() {
            inside.set();
            if (began != null) began.set(callbacks.lastSerial());
            for (int cpu = 0; cpu < before.length; cpu++) before[cpu].set(onTheirWay[cpu].get());
        }

        /** The outermost rcu_read_unlock(). */
        public void left() {
            inside.clear();
            for (Word word : before) word.set(0);
            int own = sections.indexOf(this);
            for (int i = 0; i < sectionWaits.size(); i++) sectionWaits.get(i).inside.get(own).clear();
        }
    }

    /**
     * rcu_barrier()'s promise to one caller: what was queued by calls that had returned when it began has been invoked when it
     * returns. It counts the callbacks of each CPU, which are invoked in the order they were queued.
     */
    public final class Wait {
        private final String who;
        private final Word[] before;

        private Wait(String who) {
            this.who = who;
            before = new Word[cpus];
            Struct struct = machine.memory().struct("guarantee." + who);
            for (int cpu = 0; cpu < cpus; cpu++) before[cpu] = struct.word("before[" + cpu + "]", callbacks.countRange());
        }

        void began() {
            for (int cpu = 0; cpu < cpus; cpu++) before[cpu].set(Math.max(0, onTheirWay[cpu].get() - inCall[cpu].get()));
        }

        void returns() {
            for (int cpu = 0; cpu < cpus; cpu++) {
                if (before[cpu].get() != 0) {
                    machine.blame("callback outlives rcu_barrier(): " + before[cpu].get() + " of CPU " + cpu + "'s, queued before " + who
                            + "'s rcu_barrier() began, not invoked when it returns");
                }
                before[cpu].set(0);
            }
        }
    }

    /** The promise to one who waits for readers: those that were inside a section when the wait began have left it when it returns. */
    public final class Sections {
        private final String who;
        private final List<Flag> inside = new ArrayList<>();        // by section

        private Sections(String who) {
            this.who = who;
            Struct struct = machine.memory().struct("guarantee." + who);
            for (Section section : sections) inside.add(struct.flag("waits_for." + section.who));
        }

        void began() {
            for (int i = 0; i < inside.size(); i++) inside.get(i).set(sections.get(i).inside.isSet());
        }

        void returns(String what) {
            for (int i = 0; i < inside.size(); i++) {
                if (inside.get(i).isSet()) {
                    machine.blame("grace period too short: " + what + " of " + who + " returns while " + sections.get(i).who
                            + " is still inside the read-side critical section it was in when the wait began");
                }
                inside.get(i).clear();
            }
        }
    }

    Guarantee(Machine machine, Callbacks callbacks, int cpus) {
        this.machine = machine;
        this.callbacks = callbacks;
        this.cpus = cpus;
    }

    /** Has callbacks counted that are on their way. Part of building the machine. */
    void countsQueued() {
        if (onTheirWay != null) return;
        onTheirWay = new Word[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) onTheirWay[cpu] = machine.memory().struct("guarantee").word("queued[" + cpu + "]", callbacks.countRange());
    }

    /** Notes for a caller of rcu_barrier() of that name. Part of building the machine. */
    Wait wait(String who) {
        if (inCall == null) {
            inCall = new Word[cpus];
            for (int cpu = 0; cpu < cpus; cpu++) inCall[cpu] = machine.memory().struct("guarantee").word("in_call[" + cpu + "]", Range.upTo(callbacks.queueAgain() ? 2 : 1));
        }
        Wait wait = new Wait(who);
        waits.add(wait);
        return wait;
    }

    /** Notes for one who waits for readers, all of whom are known. Part of building the machine. */
    Sections sections(String who) {
        Sections waits = new Sections(who);
        sectionWaits.add(waits);
        return waits;
    }

    /** call_rcu() returns on CPU {@code cpu}. */
    public void callReturned(int cpu) {
        if (inCall != null && inCall[cpu].get() > 0) inCall[cpu].add(-1);
    }

    /** Notes for a reader of that name. Part of building the machine. */
    public Section section(String who) {
        if (!callbacks.areNamed()) countsQueued();
        Section section = new Section(who);
        sections.add(section);
        return section;
    }

    void called(int cpu) {
        queued(cpu);
        if (inCall != null) inCall[cpu].add(1);
    }

    void queued(int cpu) {
        if (onTheirWay != null) onTheirWay[cpu].add(1);
    }

    void invoked(int cpu, long head) {
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            if (!section.inside.isSet()) continue;
            if (section.began != null) {
                long serial = callbacks.serialOf(head);
                if (serial > section.began.get()) blame("h" + serial, cpu, section);
            } else if (section.before[cpu].get() == 0) {
                blame("one", cpu, section);
            } else {
                section.before[cpu].add(-1);
            }
        }
        for (int i = 0; i < waits.size(); i++) {
            Word before = waits.get(i).before[cpu];
            if (before.get() > 0) before.add(-1);
        }
        if (onTheirWay != null) onTheirWay[cpu].add(-1);
    }

    /**
     * The callbacks of CPU {@code from} are CPU {@code to}'s now: {@code ready} of them go before the {@code behind} callbacks that
     * are on {@code to}'s lists, the others behind them. Which of the merged list lay before something is then known only as far
     * as the last that did: all before it count as if they had, too.
     */
    void migrated(int from, int to, long ready, long behind) {
        if (onTheirWay == null) return;
        long inBatch = onTheirWay[to].get() - behind;
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            if (section.before.length > 0) merge(section.before, from, to, ready, inBatch);
        }
        for (int i = 0; i < waits.size(); i++) merge(waits.get(i).before, from, to, ready, inBatch);
        onTheirWay[to].add(onTheirWay[from].get());
        onTheirWay[from].set(0);
    }

    private void merge(Word[] before, int from, int to, long ready, long inBatch) {
        long own = before[to].get();
        long moved = before[from].get();
        long last = own > inBatch ? own + ready : own;
        if (moved > ready) last = onTheirWay[to].get() + moved;
        else if (moved > 0) last = Math.max(last, inBatch + moved);
        before[to].set(last);
        before[from].set(0);
    }

    private void blame(String which, int cpu, Section section) {
        machine.blame("callback invoked too early: " + which + ", queued on CPU " + cpu + " while " + section.who
                + " was inside a read-side critical section, is invoked before its rcu_read_unlock()");
    }
}

package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;

/**
 * call_srcu() through srcu_gp_start_if_needed(), kernel/rcu/srcutree.c, v5.19 to v6.12: queues a callback, gives it the number of a
 * grace period, and asks for that. Up to v6.6 the number is drawn after callbacks were advanced by an older look at the grace period,
 * and by then there may be no place for it in the list.
 */
public class CallSrcu extends SrcuText<CallSrcu.At> {
    /** The steps. */
    public enum At implements StepLabel {
        CHECK_INIT(Cost.LOCAL, "has the domain set up if need be"),
        READ_LOCK(Cost.LOCAL, "enters a section of its own, so that the size state means something"),
        PICK(Cost.LOCAL, "picks a list: the boot CPU's, or its own in a domain that is big enough"),
        LOCK_SDP(Cost.LOCK, "takes that srcu_data's lock"),
        CONTENDED(Cost.LOCK, "finds it taken, and accounts for that under sup->lock"),
        ENQUEUE(Cost.CACHE_MISS, "queues the callback"),
        SNAP(Cost.CACHE_MISS, "draws the number of a grace period that is yet to begin"),
        ADVANCE(Cost.CACHE_MISS, "advances callbacks by the grace period's number now"),
        SNAP_LATE(Cost.CACHE_MISS, "draws the number of a grace period that is yet to begin"),
        ACCELERATE(Cost.LOCAL, "gives the callback that number, notes what is needed, and drops the lock"),
        FUNNEL(Cost.LOCAL, "asks for the grace period, if nobody here has"),
        READ_UNLOCK(Cost.LOCAL, "leaves its section"),
        RETURN(Cost.LOCAL, "returns");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final SrcuRoutines routines;
    private final Word head;
    private final Flag normal;
    private final Word sdp;
    private final Word s;
    private final Flag needGp;
    private final Flag needExp;
    private final Flag waiting;         // for a lock that was found taken

    public CallSrcu(Context self, SrcuStruct ssp, int cpu, SrcuRoutines routines) {
        super(self, ssp, cpu, "srcu_gp_start_if_needed", At.class);
        this.routines = routines;
        head = local("rhp", ssp.heads().range());
        normal = localFlag("do_norm");
        sdp = local("sdp", Range.upTo(ssp.settings().cpus()));
        s = local("s", NUMBER);
        needGp = localFlag("needgp");
        needExp = localFlag("needexp");
        waiting = localFlag("contended");
    }

    /** The text, told what it is called with. */
    Code<?> with(int head, boolean doNorm) {
        this.head.set(head);
        normal.set(doNorm);
        return this;
    }

    private SrcuData data() {
        return ssp.data((int) sdp.get());
    }

    private boolean snapsFirst() {
        return ssp.settings().has(SrcuFix.SNAP_BEFORE_ADVANCE);
    }

    @Override protected At step(At at) {
        return switch (at) {
            case CHECK_INIT -> call(routines.checkInit(), At.READ_LOCK);
            case READ_LOCK -> call(routines.readLock(), At.PICK);
            case PICK -> {
                sdp.set(ssp.dataForCalls(cpu).cpu());
                yield At.LOCK_SDP;
            }
            case LOCK_SDP -> lockData();
            case CONTENDED -> {
                if (!acquire(ssp.lock)) yield at;
                account();
                release(ssp.lock);
                yield At.LOCK_SDP;
            }
            case ENQUEUE -> {
                ssp.heads().queue(head.get());
                data().cblist.enqueue(head.get());
                yield snapsFirst() ? At.SNAP : At.ADVANCE;
            }
            case SNAP -> {
                s.set(SrcuSeq.snap(ssp.gpSeq.get()));
                yield At.ADVANCE;
            }
            case ADVANCE -> {
                data().cblist.advance(ssp.gpSeq.get());
                yield snapsFirst() ? At.ACCELERATE : At.SNAP_LATE;
            }
            case SNAP_LATE -> {
                s.set(SrcuSeq.snap(ssp.gpSeq.get()));
                yield At.ACCELERATE;
            }
            case ACCELERATE -> {
                data().cblist.accelerate(s.get());
                needGp.set(SrcuSeq.less(data().needed.get(), s.get()));
                if (needGp.isSet()) data().needed.set(s.get());
                needExp.set(!normal.isSet() && SrcuSeq.less(data().neededExp.get(), s.get()));
                if (needExp.isSet()) data().neededExp.set(s.get());
                release(data().lock);
                yield At.FUNNEL;
            }
            case FUNNEL -> needGp.isSet() || needExp.isSet() ? call(routines.funnel().with(data(), s.get(), normal.isSet(), !needGp.isSet()), At.READ_UNLOCK) : At.READ_UNLOCK;
            case READ_UNLOCK -> call(routines.readUnlock(), At.RETURN);
            case RETURN -> finish();
        };
    }

    /** spin_lock_irqsave_sdp_contention(): a try first; who fails says so, where that can make a domain grow. */
    private At lockData() {
        boolean counts = ssp.settings().sizing() == Srcu.Sizing.CONTEND && !waiting.isSet();
        if (!counts) return acquire(data().lock) ? At.ENQUEUE : At.LOCK_SDP;
        if (tryAcquire(data().lock)) return At.ENQUEUE;
        waiting.set();
        return At.CONTENDED;
    }

    /** spin_lock_irqsave_check_contention(), with {@code sup->lock} held. */
    private void account() {
        if (!ssp.size.is(SrcuStruct.Size.SMALL)) return;
        if (ssp.sizeJiffies.get() != machine().jiffies()) {
            ssp.sizeJiffies.set(machine().jiffies());
            ssp.lockRetries.set(0);
        }
        ssp.lockRetries.add(1);
        if (ssp.lockRetries.get() > ssp.settings().smallContentionLim()) ssp.size.set(SrcuStruct.Size.ALLOC);
    }
}

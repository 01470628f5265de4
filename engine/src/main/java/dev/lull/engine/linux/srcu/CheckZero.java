package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Tracepoint;

/**
 * try_check_zero() with srcu_readers_active_idx_check(), kernel/rcu/srcutree.c, v5.19 to v6.12: whether a bank has no readers. The
 * unlock counts of all possible CPUs are summed, one step each, then the lock counts: so a reader that is missed among the unlocks
 * can at worst be waited for once too often. Finishes with the answer.
 */
public class CheckZero extends SrcuText<CheckZero.At> {
    /** The steps. */
    public enum At implements StepLabel {
        GET_DELAY(Cost.LOCAL, "asks how much haste there is"),
        SUM_UNLOCKS(Cost.CACHE_MISS, "adds one CPU's unlock count"),
        SUM_LOCKS(Cost.CACHE_MISS, "adds one CPU's lock count"),
        COMPARE(Cost.LOCAL, "compares the sums"),
        UDELAY(Cost.LOCAL, "waits a few microseconds and looks again");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private static final Range COUNT = Range.upTo(Long.MAX_VALUE / 4);

    private final Word bank;
    private final Word tries;
    private final Flag hurry;
    private final Word at;
    private final Word unlocks;
    private final Word locks;

    public CheckZero(Context self, SrcuStruct ssp, int cpu) {
        super(self, ssp, cpu, "try_check_zero", At.class);
        bank = local("idx", Range.upTo(1));
        tries = local("trycount", Range.upTo(3));
        hurry = localFlag("curdelay");
        at = local("cpu", Range.upTo(ssp.settings().cpus()));
        unlocks = local("unlocks", COUNT);
        locks = local("locks", COUNT);
    }

    /** The text, told what it is called with. */
    Code<?> with(int bank, int tries) {
        this.bank.set(bank);
        this.tries.set(tries);
        return this;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case GET_DELAY -> {
                if (!ssp.settings().throttle().asksEachTurn()) hurry.set(ssp.getDelay() == 0);
                yield first();
            }
            case SUM_UNLOCKS -> {
                unlocks.add(ssp.data((int) this.at.get()).unlockCount((int) bank.get()).get());
                yield toNextCpu() ? at : ssp.settings().has(SrcuFix.UNLOCKS_FIRST) ? At.SUM_LOCKS : At.COMPARE;
            }
            case SUM_LOCKS -> {
                locks.add(ssp.data((int) this.at.get()).lockCount((int) bank.get()).get());
                yield toNextCpu() ? at : ssp.settings().has(SrcuFix.UNLOCKS_FIRST) ? At.COMPARE : At.SUM_UNLOCKS;
            }
            case COMPARE -> {
                boolean zero = locks.get() == unlocks.get();
                locks.set(0);
                unlocks.set(0);
                trace(Tracepoint.LULL_SRCU_CHECK, ssp.gpSeq.peek(), bank.peek(), zero ? 1 : 0);
                if (zero) yield finish(true);
                if (ssp.settings().throttle().asksEachTurn()) hurry.set(ssp.getDelay() == 0);
                long left = tries.get() - 1 + (hurry.isSet() ? 1 : 0);
                if (left <= 0) yield finish(false);
                tries.set(tries.get() - 1);
                yield At.UDELAY;
            }
            case UDELAY -> first();
        };
    }

    private At first() {
        return ssp.settings().has(SrcuFix.UNLOCKS_FIRST) ? At.SUM_UNLOCKS : At.SUM_LOCKS;
    }

    private boolean toNextCpu() {
        boolean last = at.get() + 1 == ssp.settings().cpus();
        at.set(last ? 0 : at.get() + 1);
        return !last;
    }
}

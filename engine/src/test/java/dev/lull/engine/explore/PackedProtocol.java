package dev.lull.engine.explore;

/**
 * seed001.pml once more, by hand: a state is one long, a step a function from long to long. It is what a search of this
 * protocol could cost if somebody wrote it for nothing else, and a third opinion on how many states there are.
 */
final class PackedProtocol {
    /** More steps than are ever open at once. */
    static final int MOST_STEPS = 24;

    // where each variable of seed001.pml lies: first bit, and bits
    private static final int TASK = 0, TASK_ASLEEP = 3, IRQS_WERE_ON = 4, DIRECT = 5, FIRST = 6, LEFT = 7;
    private static final int NOCB_TIMER = 10, NOCB_HANDLER = 12, NOCB_HANDLER_HERE = 14, BYPASS_TIMER = 15, BYPASS_HANDLER = 16;
    private static final int DEFER_WAKEUP = 18, GP_SLEEP = 20, CB_SLEEP = 21;
    private static final int BYPASS = 22, AGE = 25, DONE = 27, WAIT = 30, READY = 33, NEXT = 36, WAIT_ENDS = 39, READY_ENDS = 41;
    private static final int RCUOG = 43, RCUOG_ASLEEP = 46, SAW_BYPASS = 47, WAKE_GP_TOO = 48, WANT = 49;
    private static final int RCUOP = 51, RCUOP_ASLEEP = 53;
    private static final int GP_RUNNING = 54, GP_ASLEEP = 55, QS_AWAITED = 56, NEEDED = 57, FOREIGN = 59;
    private static final int BITS2 = 3, BITS3 = 7;

    private static final int IDLE = 0, ENTER = 1, UNLOCK = 2, SETTLE = 3, CLAIM = 4, WAKE = 5, DEFER = 6;       // call_rcu()
    private static final int NO_HANDLER = 0, H_LOCK = 1, H_CLAIM = 2, H_WAKE = 3;                               // handlers
    private static final int HERE = 1, ELSEWHERE = 2;                                                           // timers
    private static final int NOT = 0, BYPASS_LEVEL = 1, WAKE_LEVEL = 2;                                         // deferrals
    private static final int SLEEP = 0, WAIT_GP = 1, SCAN = 2, WAKE_CB = 3, WAKE_GP = 4, ARM = 5;               // rcuog
    private static final int BATCH = 0, ADVANCE = 1, CB_WAKE_GP = 2, CB_WAIT = 3;                               // rcuop

    private final boolean requeueFixed;
    private final boolean unified;
    private final int calls;
    private final int foreign;

    /**
     * @param version 512, 513 or 514
     * @param calls   callbacks, up to 7
     * @param foreign grace periods others ask for, up to 3
     */
    PackedProtocol(int version, int calls, int foreign) {
        requeueFixed = version >= 513;
        unified = version >= 514;
        this.calls = calls;
        this.foreign = foreign;
    }

    long first() {
        return (long) calls << LEFT | (long) foreign << FOREIGN;
    }

    // ---- variables --------------------------------------------------------------------------------------------

    private static boolean is(long s, int flag) {
        return (s >>> flag & 1) != 0;
    }

    private static int get2(long s, int at) {
        return (int) (s >>> at) & BITS2;
    }

    private static int get3(long s, int at) {
        return (int) (s >>> at) & BITS3;
    }

    private static long set(long s, int flag) {
        return s | 1L << flag;
    }

    private static long clear(long s, int flag) {
        return s & ~(1L << flag);
    }

    private static long put2(long s, int at, int value) {
        return s & ~((long) BITS2 << at) | (long) value << at;
    }

    private static long put3(long s, int at, int value) {
        return s & ~((long) BITS3 << at) | (long) value << at;
    }

    private static boolean pending(long s) {
        return (s >>> WAIT & 0x1FF) != 0;               // WAIT, READY and NEXT lie side by side
    }

    private static boolean irqsOff(long s) {
        int task = get3(s, TASK);
        return task == ENTER || task == UNLOCK || task == SETTLE || task == DEFER;
    }

    private static boolean inSoftirq(long s) {
        return is(s, NOCB_HANDLER_HERE);
    }

    /** Whether a callback waits anywhere, its call begun or still to come. */
    static boolean owes(long s) {
        return (s >>> DONE & 0xFFF) != 0 || get3(s, BYPASS) != 0 || get3(s, LEFT) != 0 || get3(s, TASK) != IDLE;
    }

    // ---- what can be done -------------------------------------------------------------------------------------

    /** Writes the states one step away to {@code into} and returns how many there are. */
    int steps(long s, long[] into) {
        int n = 0;
        boolean softirq = inSoftirq(s);
        if (!softirq) {
            if (!is(s, TASK_ASLEEP)) {
                into[n++] = task(s);
            } else if (get3(s, LEFT) > 0) {
                long called = put3(clear(s - (1L << LEFT), TASK_ASLEEP), TASK, ENTER);
                into[n++] = set(set(called, IRQS_WERE_ON), DIRECT);
                into[n++] = set(called, IRQS_WERE_ON);
                into[n++] = set(called, DIRECT);
                into[n++] = called;
            }
        }
        boolean open = !softirq && !irqsOff(s);
        if (open && is(s, QS_AWAITED)) into[n++] = clear(clear(s, QS_AWAITED), GP_ASLEEP);
        if (get3(s, BYPASS) > 0 && get2(s, AGE) < 2) into[n++] = s + (1L << AGE);
        int timer = get2(s, NOCB_TIMER);
        int handler = get2(s, NOCB_HANDLER);
        if (handler != NO_HANDLER) into[n++] = nocbHandler(s, handler);
        else if (timer == ELSEWHERE || timer == HERE && open) into[n++] = nocbFires(s, timer);
        int bypassHandler = get2(s, BYPASS_HANDLER);
        if (bypassHandler != NO_HANDLER) into[n++] = bypassHandler(s, bypassHandler);
        else if (is(s, BYPASS_TIMER)) into[n++] = put2(clear(s, BYPASS_TIMER), BYPASS_HANDLER, H_LOCK);
        if (!is(s, RCUOG_ASLEEP)) into[n++] = rcuog(s);
        if (!is(s, RCUOP_ASLEEP)) into[n++] = rcuop(s);
        if (!is(s, GP_ASLEEP)) into[n++] = gpKthread(s);
        if (get2(s, FOREIGN) > 0) into[n++] = foreignGp(s);
        return n;
    }

    // ---- call_rcu() -------------------------------------------------------------------------------------------

    private long task(long s) {
        return switch (get3(s, TASK)) {
            case IDLE -> set(s, TASK_ASLEEP);
            case ENTER -> enqueue(s);
            case UNLOCK -> is(s, FIRST) ? put3(clear(s, FIRST), TASK, SETTLE) : done(s);
            case SETTLE -> pending(s) ? done(s) : wakeOrDefer(s);
            case CLAIM -> {
                long claimed = cancelUnified(s);
                yield is(claimed, GP_SLEEP) ? put3(clear(claimed, GP_SLEEP), TASK, WAKE) : done(claimed);
            }
            case WAKE -> done(clear(s, RCUOG_ASLEEP));
            case DEFER -> done(defer(s));
            default -> throw new AssertionError("no label of call_rcu()");
        };
    }

    private static long done(long s) {
        return set(clear(put3(s, TASK, IDLE), IRQS_WERE_ON), TASK_ASLEEP);
    }

    private static long flush(long s) {
        return put2(put3(s + ((long) get3(s, BYPASS) << NEXT), BYPASS, 0), AGE, 0);
    }

    private long enqueue(long s) {
        if (is(s, DIRECT)) {
            long queued = flush(clear(s, DIRECT)) + (1L << NEXT);
            return pending(s) ? done(queued) : wakeOrDefer(queued);
        }
        int bypassed = get3(s, BYPASS);
        if (bypassed > 0 && get2(s, AGE) > 0) return done(flush(s) + (1L << BYPASS));
        long appended = put3(s + (1L << BYPASS), TASK, UNLOCK);
        return bypassed == 0 ? set(appended, FIRST) : appended;
    }

    private long wakeOrDefer(long s) {
        boolean on = is(s, IRQS_WERE_ON);
        if (unified) return put3(clear(s, IRQS_WERE_ON), TASK, on ? CLAIM : DEFER);
        if (on) return put3(clear(cancelNocbTimer(s), IRQS_WERE_ON), TASK, CLAIM);
        return done(put2(get2(s, DEFER_WAKEUP) == NOT ? put2(s, NOCB_TIMER, HERE) : s, DEFER_WAKEUP, WAKE_LEVEL));
    }

    private static long defer(long s) {
        return get2(s, DEFER_WAKEUP) == WAKE_LEVEL ? s : put2(put2(s, NOCB_TIMER, HERE), DEFER_WAKEUP, WAKE_LEVEL);
    }

    // ---- timers -----------------------------------------------------------------------------------------------

    private long cancelNocbTimer(long s) {
        if (!requeueFixed) return put2(s, NOCB_TIMER, 0);
        return get2(s, DEFER_WAKEUP) == NOT ? s : put2(put2(s, NOCB_TIMER, 0), DEFER_WAKEUP, NOT);
    }

    private long cancelUnified(long s) {
        return !unified || get2(s, DEFER_WAKEUP) == NOT ? s : put2(put2(s, NOCB_TIMER, 0), DEFER_WAKEUP, NOT);
    }

    private static long nocbFires(long s, int timer) {
        long fired = put2(put2(s, NOCB_TIMER, 0), NOCB_HANDLER, H_LOCK);
        return timer == HERE ? set(fired, NOCB_HANDLER_HERE) : fired;
    }

    private static long nocbHandled(long s) {
        return clear(put2(s, NOCB_HANDLER, NO_HANDLER), NOCB_HANDLER_HERE);
    }

    private long nocbHandler(long s, int at) {
        if (at == H_WAKE) return nocbHandled(clear(s, RCUOG_ASLEEP));
        if (at == H_LOCK) {
            if (get2(s, DEFER_WAKEUP) == NOT) return nocbHandled(s);
            if (!unified) return put2(put2(put2(s, DEFER_WAKEUP, NOT), NOCB_TIMER, 0), NOCB_HANDLER, H_CLAIM);
        }
        long claimed = cancelUnified(s);
        return is(claimed, GP_SLEEP) ? put2(clear(claimed, GP_SLEEP), NOCB_HANDLER, H_WAKE) : nocbHandled(claimed);
    }

    private long bypassHandler(long s, int at) {
        return switch (at) {
            case H_LOCK -> put2(cancelNocbTimer(s), BYPASS_HANDLER, H_CLAIM);
            case H_CLAIM -> put2(clear(s, GP_SLEEP), BYPASS_HANDLER, is(s, GP_SLEEP) ? H_WAKE : NO_HANDLER);
            default -> put2(clear(s, RCUOG_ASLEEP), BYPASS_HANDLER, NO_HANDLER);
        };
    }

    // ---- segmented list ---------------------------------------------------------------------------------------

    private static long advance(long s) {
        long moved = s;
        if (get2(moved, WAIT_ENDS) == 0) {
            moved = put3(moved + ((long) get3(moved, WAIT) << DONE), WAIT, 0);
            int ready = get3(moved, READY);
            if (get2(moved, READY_ENDS) == 0) moved = put3(moved + ((long) ready << DONE), READY, 0);
            else if (pending(moved)) moved = put2(put3(put3(moved, WAIT, ready), READY, 0), WAIT_ENDS, get2(moved, READY_ENDS));
        }
        return accelerate(moved);
    }

    private static long accelerate(long s) {
        int ends = is(s, GP_RUNNING) ? 2 : 1;
        int wait = get3(s, WAIT);
        int ready = get3(s, READY);
        int next = get3(s, NEXT);
        if (ready > 0 && get2(s, READY_ENDS) < ends) return s;
        if (wait > 0 && get2(s, WAIT_ENDS) < ends) {
            return ready + next == 0 ? s : ask(put2(put3(put3(s, READY, ready + next), NEXT, 0), READY_ENDS, ends), ends);
        }
        if (wait + ready + next == 0) return s;
        return ask(put2(put2(put3(put3(put3(s, WAIT, wait + ready + next), READY, 0), NEXT, 0), WAIT_ENDS, ends), READY_ENDS, ends), ends);
    }

    private static long ask(long s, int ends) {
        return get2(s, NEEDED) < ends ? put2(s, NEEDED, ends) : s;
    }

    /** Whether the step from {@code before} to {@code after} asked for a grace period nobody had asked for while none runs. */
    private static boolean wakesGp(long before, long after) {
        return !is(before, GP_RUNNING) && get2(before, NEEDED) != get2(after, NEEDED);
    }

    // ---- kthreads ---------------------------------------------------------------------------------------------

    private long rcuog(long s) {
        return switch (get3(s, RCUOG)) {
            case SLEEP -> is(s, GP_SLEEP) ? set(s, RCUOG_ASLEEP) : woken(s);
            case WAIT_GP -> get2(s, WANT) > 1 && is(s, GP_SLEEP) ? set(s, RCUOG_ASLEEP) : woken(s);
            case SCAN -> scan(s);
            case WAKE_CB -> {
                long woken = clear(s, RCUOP_ASLEEP);
                yield is(s, WAKE_GP_TOO) ? put3(clear(woken, WAKE_GP_TOO), RCUOG, WAKE_GP) : scanned(woken);
            }
            case WAKE_GP -> scanned(wakeGpKthread(s));
            case ARM -> {
                long armed = unified ? clear(put2(put2(s, NOCB_TIMER, ELSEWHERE), DEFER_WAKEUP, BYPASS_LEVEL), SAW_BYPASS) : set(s, BYPASS_TIMER);
                yield put3(armed, RCUOG, get2(s, WANT) > 0 ? WAIT_GP : SLEEP);
            }
            default -> throw new AssertionError("no label of nocb_gp_wait()");
        };
    }

    private long woken(long s) {
        long woken = cancelUnified(put2(s, WANT, 0));
        if (!unified && is(woken, SAW_BYPASS)) woken = clear(clear(woken, BYPASS_TIMER), SAW_BYPASS);
        return put3(set(woken, GP_SLEEP), RCUOG, SCAN);
    }

    private static long scanned(long s) {
        return put3(s, RCUOG, is(s, SAW_BYPASS) ? ARM : get2(s, WANT) > 0 ? WAIT_GP : SLEEP);
    }

    private long scan(long before) {
        long s = before;
        if (get3(s, BYPASS) > 0 && get2(s, AGE) == 2 && get3(s, TASK) != UNLOCK) s = flush(s);
        if (get3(s, BYPASS) == 0 && (s >>> DONE & 0xFFF) == 0) return put3(s, RCUOG, SLEEP);
        if (get3(s, BYPASS) > 0) {
            s = set(s, SAW_BYPASS);
            if (!unified) s = put2(put2(s, DEFER_WAKEUP, NOT), NOCB_TIMER, 0);
        }
        if (get3(s, NEXT) > 0 || pending(s) && get2(s, WAIT_ENDS) == 0) s = advance(s);
        if (pending(s)) s = put2(s, WANT, get2(s, WAIT_ENDS) + 1);
        boolean wakesGp = wakesGp(before, s);
        if (get3(s, DONE) > 0 && is(s, CB_SLEEP)) {
            s = put3(clear(s, CB_SLEEP), RCUOG, WAKE_CB);
            return wakesGp ? set(s, WAKE_GP_TOO) : s;
        }
        return wakesGp ? put3(s, RCUOG, WAKE_GP) : scanned(s);
    }

    private static long wakeGpKthread(long s) {
        return get2(s, NEEDED) > 0 && !is(s, GP_RUNNING) ? clear(s, GP_ASLEEP) : s;
    }

    private static long rcuop(long s) {
        return switch (get2(s, RCUOP)) {
            case BATCH -> put2(put3(s, DONE, 0), RCUOP, ADVANCE);
            case ADVANCE -> {
                long advanced = pending(s) && get2(s, WAIT_ENDS) == 0 ? advance(s) : s;
                boolean wakesGp = wakesGp(s, advanced);
                advanced = get3(advanced, DONE) == 0 ? set(advanced, CB_SLEEP) : clear(advanced, CB_SLEEP);
                yield put2(advanced, RCUOP, wakesGp ? CB_WAKE_GP : CB_WAIT);
            }
            case CB_WAKE_GP -> put2(wakeGpKthread(s), RCUOP, CB_WAIT);
            default -> is(s, CB_SLEEP) ? set(s, RCUOP_ASLEEP) : put2(s, RCUOP, BATCH);
        };
    }

    private static long gpKthread(long s) {
        if (is(s, GP_RUNNING)) return is(s, QS_AWAITED) ? set(s, GP_ASLEEP) : endGp(s);
        return get2(s, NEEDED) > 0 ? set(set(s, GP_RUNNING), QS_AWAITED) : set(s, GP_ASLEEP);
    }

    private static long endGp(long s) {
        long ended = clear(s, GP_RUNNING) - (1L << NEEDED);
        if (get2(s, WAIT_ENDS) > 0) ended -= 1L << WAIT_ENDS;
        if (get2(s, READY_ENDS) > 0) ended -= 1L << READY_ENDS;
        if (get2(s, WANT) <= 1) return ended;
        ended -= 1L << WANT;
        return get2(ended, WANT) == 1 && get3(s, RCUOG) == WAIT_GP ? clear(ended, RCUOG_ASLEEP) : ended;
    }

    private static long foreignGp(long s) {
        long asked = ask(s - (1L << FOREIGN), is(s, GP_RUNNING) ? 2 : 1);
        return wakesGp(s, asked) ? clear(asked, GP_ASLEEP) : asked;
    }
}

/*
 * What the fix of 5.13 leaves: two CPUs, one rcuog. While it holds another CPU's ->nocb_lock, rcuog resets CPU 0's
 * ->nocb_defer_wakeup and then cancels its ->nocb_timer, and CPU 0 arms the timer and then sets the field.
 *
 *   spin -a -DVERSION=513 residual.pml && gcc -O2 -DSAFETY -DNOREDUCE -DT_REVERSE -o pan pan.c && ./pan -m1000000 -w26
 *
 * finds it in 17 million states and 2 GB; that 514 holds takes 6 million. Too long for the build, which runs seed001.pml.
 *
 * VERSION  513 or 514, in which there is one timer and all is done under the leader's ->nocb_gp_lock
 * N0, N1   callbacks of CPU 0 and CPU 1
 *
 * As seed001.pml, but for this: ->nocb_lock is a lock that is held across steps, and where its holder touches CPU 0's field
 * and timer each statement is a step. Every call has interrupts off; those of CPU 0 are under the limit of their jiffy and
 * those of CPU 1 over it, which is all the race needs.
 */
#ifndef VERSION
#define VERSION 513
#endif
#ifndef N0
#define N0 2
#endif
#ifndef N1
#define N1 1
#endif

#define IDLE   0
#define ENTER  1
#define UNLOCK 2        /* holds ->nocb_bypass_lock */
#define SETTLE 3
#define DEFER  4        /* 513: holds ->nocb_lock */
#define MARK   5        /* 513: holds ->nocb_lock */
byte task[2];
bit  task_asleep[2];
bit  direct[2];
bit  first[2];
byte left[2];
bit  nocb_lock[2];

/* timers: 0, or the CPU they are armed on, and one; handlers likewise, and what they do next */
#define ELSEWHERE 3
#define LOCK  1
#define CLAIM 2
#define WAKE  3
byte nocb_timer[2];     /* 514: [0] alone */
byte handler[2];
byte handler_on[2];
bit  bypass_timer;
byte bypass_handler;

#define NOT    0
#define BYPASS 1
#define WAKEUP 2
byte nocb_defer_wakeup[2];
bit  nocb_gp_sleep;
bit  nocb_cb_sleep[2];
byte bypass[2];
byte age[2];
byte done[2];
byte wait[2];
byte ready[2];
byte next[2];
byte wait_ends[2];
byte ready_ends[2];

#define SLEEP      0
#define WAIT_GP    1
#define SCAN       2    /* takes the next CPU's ->nocb_lock */
#define RESET      3    /* 513: CPU 0's field */
#define CANCEL     4    /* 513: CPU 0's timer */
#define ADVANCE    5    /* and drops ->nocb_lock */
#define WAKE_CB    6
#define WAKE_GP    7
#define ARM        8
byte rcuog;
bit  rcuog_asleep;
bit  member;            /* the CPU it is at */
bit  saw_bypass;
bit  wake_gp_too;
byte want;

#define BATCH      0
#define CB_ADVANCE 1
#define CB_WAKE_GP 2
#define CB_WAIT    3
byte rcuop[2];
bit  rcuop_asleep[2];

bit  gp_running;
bit  gp_asleep;
bit  qs_awaited[2];
byte needed;

bit need_gp;            /* of the step under way; 0 between steps */

#define ENDS          (gp_running -> 2 : 1)
#define PEND(c)       (wait[c] + ready[c] + next[c] > 0)
#define IRQS_OFF(c)   (task[c] != IDLE)
#define IN_SOFTIRQ(c) ((handler[0] != 0 && handler_on[0] == c + 1) || (handler[1] != 0 && handler_on[1] == c + 1))
#define OPEN(c)       (!IRQS_OFF(c) && !IN_SOFTIRQ(c))
#define CALLS(c)      (task[c] == IDLE && task_asleep[c] && left[c] > 0 && !IN_SOFTIRQ(c))
#define FIRES(c)      (nocb_timer[c] != 0 && handler[c] == 0 && (nocb_timer[c] == ELSEWHERE || OPEN(nocb_timer[c] - 1)))
#define PASSES_QS(c)  (qs_awaited[c] && OPEN(c))
#define GROWS_OLD(c)  (bypass[c] > 0 && age[c] < 2)
#define OWED(c)       (bypass[c] + done[c] + wait[c] + ready[c] + next[c] > 0)
#define CPU_RESTS(c)  (task[c] == IDLE && task_asleep[c] && !CALLS(c) && nocb_timer[c] == 0 && handler[c] == 0 \
        && rcuop_asleep[c] && !PASSES_QS(c) && !GROWS_OLD(c))
#define AT_REST       (CPU_RESTS(0) && CPU_RESTS(1) && !bypass_timer && bypass_handler == 0 && rcuog_asleep && gp_asleep)

inline call(c, under_limit) {
    left[c]--; task_asleep[c] = 0; direct[c] = under_limit; task[c] = ENTER
}

inline return_from_call(c) {
    task[c] = IDLE; task_asleep[c] = 1
}

inline flush_bypass(c) {
    next[c] = next[c] + bypass[c]; bypass[c] = 0; age[c] = 0
}

inline ask() {
    if
    :: needed < ENDS -> needed = ENDS; need_gp = !gp_running
    :: else
    fi
}

inline accelerate(c) {
    if
    :: ready[c] > 0 && ready_ends[c] < ENDS
    :: else ->
        if
        :: wait[c] > 0 && wait_ends[c] < ENDS ->
            if
            :: ready[c] + next[c] > 0 -> ready[c] = ready[c] + next[c]; next[c] = 0; ready_ends[c] = ENDS; ask()
            :: else
            fi
        :: else ->
            if
            :: PEND(c) ->
                wait[c] = wait[c] + ready[c] + next[c]; ready[c] = 0; next[c] = 0;
                wait_ends[c] = ENDS; ready_ends[c] = ENDS; ask()
            :: else
            fi
        fi
    fi
}

inline advance(c) {
    if
    :: wait_ends[c] == 0 ->
        done[c] = done[c] + wait[c]; wait[c] = 0;
        if
        :: ready_ends[c] == 0 -> done[c] = done[c] + ready[c]; ready[c] = 0
        :: ready_ends[c] > 0 && ready[c] + next[c] > 0 ->
            wait[c] = ready[c]; ready[c] = 0; wait_ends[c] = ready_ends[c]
        :: else
        fi
    :: else
    fi;
    accelerate(c)
}

/* drops ->nocb_lock in 514 */
inline defer_wakeup(c) {
#if VERSION == 514
    nocb_lock[c] = 0;
#endif
    task[c] = DEFER
}

inline enqueue(c) {
    if
    :: direct[c] ->
        direct[c] = 0; nocb_lock[c] = 1;
        if
        :: PEND(c) -> flush_bypass(c); next[c]++; nocb_lock[c] = 0; return_from_call(c)
        :: else -> flush_bypass(c); next[c]++; defer_wakeup(c)
        fi
    :: !direct[c] && bypass[c] > 0 && age[c] > 0 ->
        next[c] = next[c] + bypass[c]; bypass[c] = 1; age[c] = 0;
        return_from_call(c)
    :: else ->
        first[c] = (bypass[c] == 0);
        bypass[c]++;
        task[c] = UNLOCK
    fi
}

inline cancel_leader() {
    if
    :: nocb_defer_wakeup[0] != NOT -> nocb_defer_wakeup[0] = NOT; nocb_timer[0] = 0
    :: else
    fi
}

inline claim(waker) {
#if VERSION == 514
    cancel_leader();
#endif
    if
    :: nocb_gp_sleep -> nocb_gp_sleep = 0; waker = WAKE
    :: else -> waker = 0
    fi
}

inline woken() {
    want = 0;
#if VERSION == 514
    cancel_leader();
#else
    if
    :: saw_bypass -> bypass_timer = 0; saw_bypass = 0
    :: else
    fi;
#endif
    nocb_gp_sleep = 1;
    rcuog = SCAN
}

inline next_cpu() {
    if
    :: member == 0 -> member = 1; rcuog = SCAN
    :: else -> member = 0; rcuog = (saw_bypass -> ARM : (want > 0 -> WAIT_GP : SLEEP))
    fi
}

inline scan() {
    if
    :: bypass[member] > 0 && age[member] == 2 && task[member] != UNLOCK -> flush_bypass(member)
    :: else
    fi;
    if
    :: !OWED(member) -> next_cpu()
    :: else ->
        nocb_lock[member] = 1;
        saw_bypass = (saw_bypass || bypass[member] > 0);
#if VERSION == 514
        rcuog = ADVANCE
#else
        rcuog = (saw_bypass -> RESET : ADVANCE)
#endif
    fi
}

inline advance_and_unlock() {
    if
    :: next[member] > 0 || (PEND(member) && wait_ends[member] == 0) -> advance(member)
    :: else
    fi;
    if
    :: PEND(member) && (want == 0 || wait_ends[member] + 1 < want) -> want = wait_ends[member] + 1
    :: else
    fi;
    nocb_lock[member] = 0;
    if
    :: done[member] > 0 && nocb_cb_sleep[member] -> nocb_cb_sleep[member] = 0; wake_gp_too = need_gp; rcuog = WAKE_CB
    :: else ->
        if
        :: need_gp -> rcuog = WAKE_GP
        :: else -> next_cpu()
        fi
    fi;
    need_gp = 0
}

inline arm() {
#if VERSION == 514
    nocb_timer[0] = ELSEWHERE; nocb_defer_wakeup[0] = BYPASS; saw_bypass = 0;
#else
    bypass_timer = 1;
#endif
    rcuog = (want > 0 -> WAIT_GP : SLEEP)
}

inline wake_gp_kthread() {
    if
    :: needed > 0 && !gp_running -> gp_asleep = 0
    :: else
    fi
}

inline count_end(ends) {
    ends = (ends > 0 -> ends - 1 : 0)
}

inline end_gp() {
    gp_running = 0;
    needed--;
    count_end(wait_ends[0]); count_end(ready_ends[0]); count_end(wait_ends[1]); count_end(ready_ends[1]);
    if
    :: want > 1 ->
        want--;
        if
        :: want == 1 && rcuog == WAIT_GP -> rcuog_asleep = 0
        :: else
        fi
    :: else
    fi
}

/* one CPU: its task, its timer and the handler, its rcuop */
#if VERSION == 514
#define DEFERS(c) \
    :: d_step { task[c] == DEFER -> \
        if \
        :: nocb_defer_wakeup[0] < WAKEUP -> nocb_timer[0] = c + 1; nocb_defer_wakeup[0] = WAKEUP \
        :: else \
        fi; \
        return_from_call(c) }
#define HANDLES(c) \
    :: d_step { handler[c] == LOCK -> \
        if \
        :: nocb_defer_wakeup[c] == NOT -> handler[c] = 0; handler_on[c] = 0 \
        :: else -> claim(handler[c]); handler_on[c] = (handler[c] == 0 -> 0 : handler_on[c]) \
        fi }
#else
#define DEFERS(c) \
    :: d_step { task[c] == DEFER -> \
        if \
        :: nocb_defer_wakeup[c] == NOT -> nocb_timer[c] = c + 1 \
        :: else \
        fi; \
        task[c] = MARK } \
    :: d_step { task[c] == MARK -> nocb_defer_wakeup[c] = WAKEUP; nocb_lock[c] = 0; return_from_call(c) }
#define HANDLES(c) \
    :: d_step { handler[c] == LOCK && !nocb_lock[c] -> \
        if \
        :: nocb_defer_wakeup[c] == NOT -> handler[c] = 0; handler_on[c] = 0 \
        :: else -> nocb_defer_wakeup[c] = NOT; nocb_timer[c] = 0; handler[c] = CLAIM \
        fi } \
    :: d_step { handler[c] == CLAIM -> claim(handler[c]); handler_on[c] = (handler[c] == 0 -> 0 : handler_on[c]) }
#endif

#define CPU(c) \
    :: d_step { task[c] == IDLE && !task_asleep[c] && !IN_SOFTIRQ(c) -> task_asleep[c] = 1 } \
    :: d_step { CALLS(c) -> call(c, (c == 0)) } \
    :: d_step { task[c] == ENTER && !(nocb_lock[c] && (direct[c] || (bypass[c] > 0 && age[c] > 0))) -> enqueue(c) } \
    :: d_step { task[c] == UNLOCK -> \
        if \
        :: first[c] -> first[c] = 0; task[c] = SETTLE \
        :: else -> return_from_call(c) \
        fi } \
    :: d_step { task[c] == SETTLE && !nocb_lock[c] -> \
        if \
        :: PEND(c) -> return_from_call(c) \
        :: else -> nocb_lock[c] = 1; defer_wakeup(c) \
        fi } \
    DEFERS(c) \
    :: d_step { PASSES_QS(c) -> qs_awaited[c] = 0; gp_asleep = (qs_awaited[1 - c] -> gp_asleep : 0) } \
    :: d_step { GROWS_OLD(c) -> age[c]++ } \
    :: d_step { FIRES(c) -> handler[c] = LOCK; handler_on[c] = nocb_timer[c]; nocb_timer[c] = 0 } \
    HANDLES(c) \
    :: d_step { handler[c] == WAKE -> rcuog_asleep = 0; handler[c] = 0; handler_on[c] = 0 } \
    :: d_step { rcuop[c] == BATCH && !nocb_lock[c] -> done[c] = 0; rcuop[c] = CB_ADVANCE } \
    :: d_step { rcuop[c] == CB_ADVANCE && !nocb_lock[c] -> \
        if \
        :: PEND(c) && wait_ends[c] == 0 -> advance(c) \
        :: else \
        fi; \
        nocb_cb_sleep[c] = (done[c] == 0); \
        rcuop[c] = (need_gp -> CB_WAKE_GP : CB_WAIT); \
        need_gp = 0 } \
    :: d_step { rcuop[c] == CB_WAKE_GP -> wake_gp_kthread(); rcuop[c] = CB_WAIT } \
    :: d_step { rcuop[c] == CB_WAIT && !rcuop_asleep[c] -> \
        if \
        :: nocb_cb_sleep[c] -> rcuop_asleep[c] = 1 \
        :: else -> rcuop[c] = BATCH \
        fi }

active proctype machine() {
    d_step { left[0] = N0; left[1] = N1 }
end: do
    CPU(0)
    CPU(1)

#if VERSION != 514
    :: d_step { bypass_timer && bypass_handler == 0 -> bypass_timer = 0; bypass_handler = LOCK }
    :: d_step { bypass_handler == LOCK && !nocb_lock[0] -> cancel_leader(); bypass_handler = CLAIM }
    :: d_step { bypass_handler == CLAIM -> claim(bypass_handler) }
    :: d_step { bypass_handler == WAKE -> rcuog_asleep = 0; bypass_handler = 0 }
#endif

    :: d_step { rcuog == SLEEP && !rcuog_asleep ->
        if
        :: nocb_gp_sleep -> rcuog_asleep = 1
        :: else -> woken()
        fi }
    :: d_step { rcuog == WAIT_GP && !rcuog_asleep ->
        if
        :: want > 1 && nocb_gp_sleep -> rcuog_asleep = 1
        :: else -> woken()
        fi }
    :: d_step { rcuog == SCAN && !nocb_lock[member] -> scan() }
#if VERSION != 514
    :: d_step { rcuog == RESET -> nocb_defer_wakeup[0] = NOT; rcuog = CANCEL }
    :: d_step { rcuog == CANCEL -> nocb_timer[0] = 0; rcuog = ADVANCE }
#endif
    :: d_step { rcuog == ADVANCE -> advance_and_unlock() }
    :: d_step { rcuog == WAKE_CB ->
        rcuop_asleep[member] = 0;
        if
        :: wake_gp_too -> wake_gp_too = 0; rcuog = WAKE_GP
        :: else -> next_cpu()
        fi }
    :: d_step { rcuog == WAKE_GP -> wake_gp_kthread(); next_cpu() }
    :: d_step { rcuog == ARM -> arm() }

    :: d_step { !gp_asleep && !gp_running ->
        if
        :: needed > 0 -> gp_running = 1; qs_awaited[0] = 1; qs_awaited[1] = 1
        :: else -> gp_asleep = 1
        fi }
    :: d_step { !gp_asleep && gp_running ->
        if
        :: qs_awaited[0] || qs_awaited[1] -> gp_asleep = 1
        :: else -> end_gp()
        fi }

    :: d_step { AT_REST && (OWED(0) || OWED(1)) -> assert(false) }
    od
}

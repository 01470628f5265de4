/*
 * The lost wakeup of nocb_timer, one CPU: call_rcu() with interrupts on or off, the bypass list, the deferred wakeup, both
 * timers, rcuog, rcuop and grace periods. Written from the step list of the C of v5.12 to v5.14 that labels.txt names (CR, TB,
 * NW, WG, WD, DD, BT, OG, OP, GP), not from Lull's Java: it is there to disagree. A comment says which of its steps one is.
 *
 *   spin -a -DVERSION=512 -DN=4 -DG=2 seed001.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000
 *
 * VERSION  512: as it was; 513: "rcu/nocb: Fix missed nocb_timer requeue"; 514: one timer, under ->nocb_gp_lock
 * N        callbacks, 1 to 7
 * G        grace periods that other CPUs ask for, 0 to 3
 *
 * Grain: one critical section is one step. Everything is one process with a program counter for each context, so that a state
 * is what the variables hold and nothing else. ->nocb_bypass_lock alone is held across a step, since rcuog only tries it.
 *
 * Time: an armed timer may fire at any later moment; a bypass list is as old as BYPASS_AGES lets it be: 0 (this jiffy), 1 (an
 * enqueue flushes it), 2 (rcuog does). Whether an enqueue is over the limit of its jiffy is free. Grace periods are counted in
 * ends still to come: 0 has ended. Left out: overload, polling, the once-a-jiffy advance of a flushing enqueue.
 */
#ifndef VERSION
#define VERSION 512
#endif
#ifndef N
#define N 4
#endif
#ifndef G
#define G 0
#endif

/* call_rcu(), on CPU 0 */
#define IDLE    0
#define ENTER   1       /* CR1-CR4, TB3-TB9: rcu_nocb_try_bypass() decides and enqueues */
#define UNLOCK  2       /* TB10: holds ->nocb_bypass_lock */
#define SETTLE  3       /* TB11: the first on the bypass list: must rcuog hear of it? */
#define CLAIM   4       /* WG4: wake_nocb_gp(): ->nocb_gp_sleep under ->nocb_gp_lock */
#define WAKE    5       /* WG5 */
#define DEFER   6       /* WD of 514 has a lock, and so a step, of its own */
byte task = IDLE;
bit  task_asleep;
bit  irqs_were_on;
bit  direct;            /* under the limit of this jiffy */
bit  first;
byte left = N;          /* calls still to come */

/* timers: 0, or armed on CPU 0, or on a CPU that is not modelled; and their handlers: 0, LOCK, CLAIM, WAKE */
#define HERE      1
#define ELSEWHERE 2
#define LOCK      1
byte nocb_timer;
byte nocb_handler;
bit  nocb_handler_here;
bit  bypass_timer;
byte bypass_handler;

/* rcu_data */
#define NOT    0
#define BYPASS 1        /* 514 */
#define WAKEUP 2
byte nocb_defer_wakeup = NOT;
bit  nocb_gp_sleep;
bit  nocb_cb_sleep;
byte bypass;            /* callbacks on the bypass list */
byte age;               /* of ->nocb_bypass_first */
byte done;              /* callbacks in the four segments of ->cblist */
byte wait;
byte ready;
byte next;
byte wait_ends;         /* grace periods' ends that WAIT and NEXT_READY wait for; may be left over from before */
byte ready_ends;

/* rcuog */
#define SLEEP   0
#define WAIT_GP 1
#define SCAN    2
#define WAKE_CB 3
#define WAKE_GP 4
#define ARM     5
byte rcuog = SLEEP;
bit  rcuog_asleep;
bit  saw_bypass;
bit  wake_gp_too;
byte want;              /* 0: no grace period; else ends to come, and one */

/* rcuop */
#define BATCH     0
#define ADVANCE   1
#define WAKE_GP_2 2
#define WAIT      3
byte rcuop = BATCH;
bit  rcuop_asleep;

/* the grace-period kthread */
bit  gp_running;
bit  gp_asleep;
bit  qs_awaited;        /* CPU 0 must still pass a quiescent state */
byte needed;            /* ends that were asked for */
byte foreign = G;

bit need_gp;            /* of the step under way; 0 between steps */

#define ENDS         (gp_running -> 2 : 1)      /* that a grace period begun from now on needs */
#define PEND         (wait + ready + next > 0)
#define IRQS_OFF     (task == ENTER || task == UNLOCK || task == SETTLE || task == DEFER)
#define IN_SOFTIRQ   (nocb_handler != 0 && nocb_handler_here)
#define TASK_RUNS    (!task_asleep && !IN_SOFTIRQ)
#define CALLS        (task == IDLE && task_asleep && left > 0 && !IN_SOFTIRQ)
#define NOCB_FIRES   (nocb_timer != 0 && nocb_handler == 0 && (nocb_timer == ELSEWHERE || (!IRQS_OFF && !IN_SOFTIRQ)))
#define BYPASS_FIRES (bypass_timer && bypass_handler == 0)
#define PASSES_QS    (qs_awaited && !IRQS_OFF && !IN_SOFTIRQ)
#define GROWS_OLD    (bypass > 0 && age < 2)

#define AT_REST (task_asleep && !CALLS && !NOCB_FIRES && nocb_handler == 0 && !BYPASS_FIRES && bypass_handler == 0 \
        && rcuog_asleep && rcuop_asleep && gp_asleep && !PASSES_QS && foreign == 0 && !GROWS_OLD)
#define OWED    (bypass + done + wait + ready + next > 0)

inline call(on, under_limit) {
    left--; task_asleep = 0; irqs_were_on = on; direct = under_limit; task = ENTER
}

inline return_from_call() {
    task = IDLE; task_asleep = 1; irqs_were_on = 0
}

inline flush_bypass() {
    next = next + bypass; bypass = 0; age = 0
}

/* rcu_start_this_gp(); need_gp: the grace-period kthread is to be woken */
inline ask() {
    if
    :: needed < ENDS -> needed = ENDS; need_gp = !gp_running
    :: else
    fi
}

/* rcu_accelerate_cbs() */
inline accelerate() {
    if
    :: ready > 0 && ready_ends < ENDS                       /* no room for NEXT */
    :: else ->
        if
        :: wait > 0 && wait_ends < ENDS ->
            if
            :: ready + next > 0 -> ready = ready + next; next = 0; ready_ends = ENDS; ask()
            :: else
            fi
        :: else ->
            if
            :: PEND -> wait = wait + ready + next; ready = 0; next = 0; wait_ends = ENDS; ready_ends = ENDS; ask()
            :: else
            fi
        fi
    fi
}

/* rcu_advance_cbs() of a list that has pending callbacks */
inline advance() {
    if
    :: wait_ends == 0 ->
        done = done + wait; wait = 0;
        if
        :: ready_ends == 0 -> done = done + ready; ready = 0
        :: ready_ends > 0 && ready + next > 0 -> wait = ready; ready = 0; wait_ends = ready_ends
        :: else
        fi
    :: else
    fi;
    accelerate()
}

/* WG2: the part of wake_nocb_gp() under ->nocb_lock, up to 513 */
inline cancel_nocb_timer() {
#if VERSION == 512
    nocb_timer = 0
#else
    if
    :: nocb_defer_wakeup != NOT -> nocb_defer_wakeup = NOT; nocb_timer = 0
    :: else
    fi
#endif
}

/* WG4: the part of it under ->nocb_gp_lock: then `waker` is to wake rcuog */
inline claim(waker) {
#if VERSION == 514
    if
    :: nocb_defer_wakeup != NOT -> nocb_defer_wakeup = NOT; nocb_timer = 0
    :: else
    fi;
#endif
    if
    :: nocb_gp_sleep -> nocb_gp_sleep = 0; waker = WAKE
    :: else -> waker = 0
    fi
}

/* NW4, with WG2 and WG3 or WD1 and WD2: __call_rcu_nocb_wake() drops ->nocb_lock */
inline wake_or_defer() {
#if VERSION == 514
    task = (irqs_were_on -> CLAIM : DEFER); irqs_were_on = 0
#else
    if
    :: irqs_were_on -> cancel_nocb_timer(); irqs_were_on = 0; task = CLAIM
    :: else ->
        if
        :: nocb_defer_wakeup == NOT -> nocb_timer = HERE
        :: else
        fi;
        nocb_defer_wakeup = WAKEUP;
        return_from_call()
    fi
#endif
}

/* TB4, TB5 or TB6-TB9: rcu_nocb_try_bypass() */
inline enqueue() {
    if
    :: direct ->
        direct = 0;
        if
        :: PEND -> flush_bypass(); next++; return_from_call()
        :: else -> flush_bypass(); next++; wake_or_defer()
        fi
    :: !direct && bypass > 0 && age > 0 ->                  /* rcu_cblist_flush_enqueue() leaves the new one alone there */
        next = next + bypass; bypass = 1; age = 0;
        return_from_call()
    :: else ->
        first = (bypass == 0);
        bypass++;
        task = UNLOCK
    fi
}

/* OG10: nocb_gp_wait() is awake */
inline woken() {
    want = 0;
#if VERSION == 514
    if
    :: nocb_defer_wakeup != NOT -> nocb_defer_wakeup = NOT; nocb_timer = 0
    :: else
    fi;
#else
    if
    :: saw_bypass -> bypass_timer = 0; saw_bypass = 0
    :: else
    fi;
#endif
    nocb_gp_sleep = 1;
    rcuog = SCAN
}

inline after_scan() {
    rcuog = (saw_bypass -> ARM : (want > 0 -> WAIT_GP : SLEEP))
}

/* OG2-OG7: OG3 tries the bypass, OG5 and OG6 (A1, A2) up to 513, OG7 advances and looks at rcuop */
inline scan() {
    if
    :: bypass > 0 && age == 2 && task != UNLOCK -> flush_bypass()
    :: else
    fi;
    if
    :: bypass + done + wait + ready + next == 0 -> rcuog = SLEEP
    :: else ->
        if
        :: bypass > 0 ->
            saw_bypass = 1;
#if VERSION != 514
            nocb_defer_wakeup = NOT; nocb_timer = 0
#endif
        :: else
        fi;
        if
        :: next > 0 || (PEND && wait_ends == 0) -> advance()
        :: else
        fi;
        if
        :: PEND -> want = wait_ends + 1
        :: else
        fi;
        if
        :: done > 0 && nocb_cb_sleep -> nocb_cb_sleep = 0; wake_gp_too = need_gp; rcuog = WAKE_CB
        :: else ->
            if
            :: need_gp -> rcuog = WAKE_GP
            :: else -> after_scan()
            fi
        fi;
        need_gp = 0
    fi
}

/* OG8 */
inline arm() {
#if VERSION == 514
    nocb_timer = ELSEWHERE; nocb_defer_wakeup = BYPASS; saw_bypass = 0;
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

/* GP7, GP7b, GP8 */
inline end_gp() {
    gp_running = 0;
    needed--;
    wait_ends = (wait_ends > 0 -> wait_ends - 1 : 0);
    ready_ends = (ready_ends > 0 -> ready_ends - 1 : 0);
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

active proctype machine() {
end: do
    /* CPU 0 */
    :: d_step { task == IDLE && TASK_RUNS -> task_asleep = 1 }
    :: d_step { CALLS -> call(1, 1) }
    :: d_step { CALLS -> call(1, 0) }
    :: d_step { CALLS -> call(0, 1) }
    :: d_step { CALLS -> call(0, 0) }
    :: d_step { task == ENTER && TASK_RUNS -> enqueue() }
    :: d_step { task == UNLOCK && TASK_RUNS ->
        if
        :: first -> first = 0; task = SETTLE
        :: else -> return_from_call()
        fi }
    :: d_step { task == SETTLE && TASK_RUNS ->
        if
        :: PEND -> return_from_call()
        :: else -> wake_or_defer()
        fi }
    :: d_step { task == CLAIM && TASK_RUNS ->
        claim(task);
        if
        :: task == IDLE -> return_from_call()
        :: else
        fi }
    :: d_step { task == WAKE && TASK_RUNS -> rcuog_asleep = 0; return_from_call() }
#if VERSION == 514
    :: d_step { task == DEFER && TASK_RUNS ->
        if
        :: nocb_defer_wakeup < WAKEUP -> nocb_timer = HERE; nocb_defer_wakeup = WAKEUP
        :: else
        fi;
        return_from_call() }
#endif
    :: d_step { PASSES_QS -> qs_awaited = 0; gp_asleep = 0 }
    :: d_step { GROWS_OLD -> age++ }

    /* do_nocb_deferred_wakeup_timer(): F1, then DD2 and DD3, WG4, WG5 */
    :: d_step { NOCB_FIRES -> nocb_handler = LOCK; nocb_handler_here = (nocb_timer == HERE); nocb_timer = 0 }
    :: d_step { nocb_handler == LOCK ->
        if
        :: nocb_defer_wakeup == NOT -> nocb_handler = 0; nocb_handler_here = 0
        :: else ->
#if VERSION == 514
            claim(nocb_handler);
            nocb_handler_here = (nocb_handler != 0 && nocb_handler_here)
#else
            nocb_defer_wakeup = NOT; nocb_timer = 0; nocb_handler = CLAIM
#endif
        fi }
    :: d_step { nocb_handler == CLAIM -> claim(nocb_handler); nocb_handler_here = (nocb_handler != 0 && nocb_handler_here) }
    :: d_step { nocb_handler == WAKE -> rcuog_asleep = 0; nocb_handler = 0; nocb_handler_here = 0 }

#if VERSION != 514
    /* do_nocb_bypass_wakeup_timer(): BT1, then BT2, BT3 with NW4 and WG2, WG4, WG5 */
    :: d_step { BYPASS_FIRES -> bypass_timer = 0; bypass_handler = LOCK }
    :: d_step { bypass_handler == LOCK -> cancel_nocb_timer(); bypass_handler = CLAIM }
    :: d_step { bypass_handler == CLAIM -> claim(bypass_handler) }
    :: d_step { bypass_handler == WAKE -> rcuog_asleep = 0; bypass_handler = 0 }
#endif

    /* nocb_gp_wait(): OG9, OG10 with OG1, the scan, OG7e, OG7f, OG8 */
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
    :: d_step { rcuog == SCAN -> scan() }
    :: d_step { rcuog == WAKE_CB ->
        rcuop_asleep = 0;
        if
        :: wake_gp_too -> wake_gp_too = 0; rcuog = WAKE_GP
        :: else -> after_scan()
        fi }
    :: d_step { rcuog == WAKE_GP -> wake_gp_kthread(); after_scan() }
    :: d_step { rcuog == ARM -> arm() }

    /* nocb_cb_wait(): OP1-OP4, OP5, OP5b, OP6 */
    :: d_step { rcuop == BATCH -> done = 0; rcuop = ADVANCE }
    :: d_step { rcuop == ADVANCE ->
        if
        :: PEND && wait_ends == 0 -> advance()
        :: else
        fi;
        nocb_cb_sleep = (done == 0);
        rcuop = (need_gp -> WAKE_GP_2 : WAIT);
        need_gp = 0 }
    :: d_step { rcuop == WAKE_GP_2 -> wake_gp_kthread(); rcuop = WAIT }
    :: d_step { rcuop == WAIT && !rcuop_asleep ->
        if
        :: nocb_cb_sleep -> rcuop_asleep = 1
        :: else -> rcuop = BATCH
        fi }

    /* rcu_gp_kthread(), and who else asks for grace periods */
    :: d_step { !gp_asleep && !gp_running ->
        if
        :: needed > 0 -> gp_running = 1; qs_awaited = 1
        :: else -> gp_asleep = 1
        fi }
    :: d_step { !gp_asleep && gp_running ->
        if
        :: qs_awaited -> gp_asleep = 1
        :: else -> end_gp()
        fi }
    :: d_step { foreign > 0 -> foreign--; ask();
        if
        :: need_gp -> need_gp = 0; gp_asleep = 0
        :: else
        fi }

    :: d_step { AT_REST && OWED -> assert(false) }          /* callbacks wait, and nobody will ever move again */
    od
}

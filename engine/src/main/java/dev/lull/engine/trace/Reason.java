package dev.lull.engine.trace;

/** The words that Linux' RCU tracepoints print, under their own spelling. */
public enum Reason {
    // rcu_nocb_wake
    FirstQ, FirstBQ, FirstBQwake, FirstBQnoWake, WakeNotPoll, WakeEmpty, WakeEmptyIsDeferred, WakeOvfIsDeferred,
    WakeNot, AlreadyAwake, DoWake, DeferredWake, Timer, Check, Bypass, NeedWaitGP, WakeBypassIsDeferred, Sleep, EndSleep,
    CBSleep, WokeEmpty, WakeLazy, Lazy, WakeLazyIsDeferred, Poll,
    // rcu_grace_period
    AccReadyCB, AccWaitCB, newreq, start, reqwait, reqwaitsig, fqswait, fqsstart, fqsend, fqswaitsig, end, cpustart, cpuend, cpuonl, cpuofl,
    // rcu_future_grace_period
    Startleaf, Prestarted, Startedleaf, Startedleafroot, Startedroot, StartWait, EndWait, Cleanup, CleanupMore,
    // rcu_segcb_stats
    SegCBQueued, SegCbPreAcc, SegCbPostAcc, SegCbDequeued,
    // rcu_fqs
    dti,
    // rcu_barrier
    Begin, EarlyExit, Inc1, OnlineQ, OnlineNQ, OfflineNoCBQ, OfflineNoCBNoQ, NQ, IRQ, IRQNQ, CB, LastCB, Inc2
}

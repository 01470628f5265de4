package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Context;

/** What an updater calls, each once for each context: no routine here is entered twice at a time. */
final class SrcuRoutines {
    private final InitSrcuStructFields initFields;
    private final CheckInit checkInit;
    private final SrcuReadLock readLock;
    private final SrcuReadUnlock readUnlock;
    private final FunnelGpStart funnel;
    private final CallSrcu callSrcu;

    SrcuRoutines(Context self, SrcuStruct ssp, int cpu) {
        initFields = new InitSrcuStructFields(self, ssp, cpu, new InitSrcuStructNodes(self, ssp, cpu));
        checkInit = new CheckInit(self, ssp, cpu, initFields);
        readLock = new SrcuReadLock(self, ssp, cpu, -1);
        readUnlock = new SrcuReadUnlock(self, ssp, cpu, readLock);
        funnel = new FunnelGpStart(self, ssp, cpu);
        callSrcu = new CallSrcu(self, ssp, cpu, this);
    }

    InitSrcuStructFields initFields() {
        return initFields;
    }

    CheckInit checkInit() {
        return checkInit;
    }

    SrcuReadLock readLock() {
        return readLock;
    }

    SrcuReadUnlock readUnlock() {
        return readUnlock;
    }

    FunnelGpStart funnel() {
        return funnel;
    }

    CallSrcu callSrcu() {
        return callSrcu;
    }
}

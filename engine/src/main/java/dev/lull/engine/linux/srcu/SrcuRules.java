package dev.lull.engine.linux.srcu;

import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be true of a domain. In every state: a size that needs a tree has one; no pointer leads to freed memory; the worker does
 * not look without a delay more often than the parameter says. At rest: every callback has been invoked, everybody has returned, the
 * counts of both banks are even, and what was allocated is still to be found. What can only be said of a step (a grace period that is
 * too short, a barrier that returns too early, a pointer that leads nowhere) is blamed where it happens.
 */
final class SrcuRules {
    private final SrcuSystem system;
    private final SrcuStruct ssp;

    SrcuRules(SrcuSystem system) {
        this.system = system;
        ssp = system.ssp();
    }

    List<Rule> always() {
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule("a domain of a size that uses the tree has one", () -> ssp.peekSize().isBefore(SrcuStruct.Size.WAIT_BARRIER) || ssp.peekNode() != SrcuHeap.NULL));
        rules.add(new Rule("no pointer of the domain leads to freed memory",
                () -> !ssp.heap().isFreed(ssp.peekSup()) && !ssp.heap().isFreed(ssp.peekSda()) && !ssp.heap().isFreed(ssp.peekNode())));
        long most = ssp.settings().maxNodelayPhase();
        rules.add(new Rule("the worker looks at most " + most + " times without a delay in one scan of a grace period", () -> ssp.promise().peekLooks() <= most));
        return rules;
    }

    List<Rule> owed() {
        List<Rule> owed = new ArrayList<>();
        for (int head = 1; head <= ssp.heads().count(); head++) {
            if (!system.hasBarriers() && ssp.heads().name(head).startsWith("srcu_barrier()")) continue;
            int of = head;
            owed.add(new Rule("the callback of " + ssp.heads().name(head) + " is still to be invoked", () -> ssp.heads().isQueued(of)));
        }
        for (SrcuUpdater updater : system.updaters()) owed.add(new Rule(updater.task() + "'s " + updater.load().function().says() + " has not returned", () -> !updater.isIdle()));
        return owed;
    }

    /** What is wrong with resting here for good; {@code null} when nothing is. */
    Finding atRest() {
        List<String> waiting = ssp.heads().waiting();
        if (!waiting.isEmpty()) return lost(waiting);
        for (SrcuUpdater updater : system.updaters()) {
            if (!updater.isIdle()) {
                return new Finding(Finding.Kind.LOST_WAKEUP, updater.task() + "'s " + updater.load().function().says() + " never returns", List.of(numbers()));
            }
        }
        for (int bank = 0; bank < 2; bank++) {
            if (ssp.peekReaders(bank) != 0) {
                return new Finding(Finding.Kind.BROKEN_RULE, "nobody reads, but bank " + bank + " counts " + ssp.peekReaders(bank) + " readers", List.of());
            }
        }
        List<SrcuHeap.Part> leaked = ssp.heap().leaked(ssp.peekSup(), ssp.peekSda(), ssp.peekNode());
        return leaked.isEmpty() ? null : new Finding(Finding.Kind.BROKEN_RULE, "memory is leaked: nothing points to " + leaked.get(0).says() + " any more", List.of());
    }

    private Finding lost(List<String> waiting) {
        List<String> why = new ArrayList<>();
        boolean onAList = false;
        String[] names = {"DONE", "WAIT", "NEXT_READY", "NEXT"};
        for (SrcuData sdp : ssp.data()) {
            for (int segment = SrcuCbList.DONE; segment <= SrcuCbList.NEXT; segment++) {
                List<String> there = sdp.cblist().segment(segment);
                if (there.isEmpty()) continue;
                onAList = true;
                boolean numbered = segment == SrcuCbList.WAIT || segment == SrcuCbList.NEXT_READY;
                why.add("CPU " + sdp.cpu() + "'s " + names[segment] + (numbered ? ", number " + sdp.cblist().peekGpSeq(segment) + "," : "") + " holds that of " + String.join(", ", there));
            }
        }
        if (!onAList) why.add("it is on no list" + (ssp.promise().peekForgotten() ? ": the lists were set up again after callbacks had been queued" : ""));
        why.add(numbers());
        why.add("no timer is pending and no work is queued");
        return new Finding(Finding.Kind.LOST_WAKEUP, "the callback of " + String.join(" and that of ", waiting) + " will never be invoked", why);
    }

    private String numbers() {
        return "srcu_gp_seq is " + ssp.peekGpSeq() + ", needed is " + ssp.peekNeeded();
    }
}

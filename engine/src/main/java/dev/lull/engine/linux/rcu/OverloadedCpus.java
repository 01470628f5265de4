package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Tunable;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Mask;
import dev.lull.engine.memory.Struct;

import java.util.ArrayList;
import java.util.List;

/**
 * Which CPUs have so many callbacks ({@code qovld}) that grace periods hurry: {@code ->cbovldmask} of each leaf, {@code
 * rcu_state.cbovld} and {@code ->cbovldnext}. Models check_cb_ovld() and its users, kernel/rcu/tree.c, v5.7 on. A run with so few
 * callbacks that {@code qovld} is out of reach has none of these words.
 */
final class OverloadedCpus {
    private final Rcu rcu;
    private final long qovld;
    private final Flag now;
    private final Flag next;
    private final List<Mask> masks = new ArrayList<>();         // by leaf

    private OverloadedCpus(Rcu rcu, long qovld) {
        this.rcu = rcu;
        this.qovld = qovld;
        Struct state = rcu.machine().memory().struct("rcu_state");
        now = state.flag("cbovld");
        next = state.flag("cbovldnext");
        for (RcuNode leaf : rcu.leaves()) {
            Mask mask = rcu.machine().memory().struct(leaf.name()).mask("cbovldmask", leaf.children());
            rcu.machine().identities().cpus(mask, leaf.firstCpu());
            masks.add(mask);
        }
    }

    /** {@code null} where no CPU can ever have so many; {@code qovld=0} switches it off. */
    static OverloadedCpus of(Rcu rcu) {
        long qovld = rcu.linux().get(Tunable.QOVLD);
        return qovld > 0 && rcu.callbacks().countRange().max() >= qovld ? new OverloadedCpus(rcu, qovld) : null;
    }

    /** check_cb_ovld(), CR2: notes, under the leaf's lock, whether the CPU has so many now; the lock is taken only to change it. */
    void check(RcuData rdp) {
        Mask mask = masks.get(rcu.leafIndex(rdp.leaf()));
        int member = rdp.cpu() - rdp.leaf().firstCpu();
        boolean many = rdp.cblist().length() >= qovld;
        if (many == mask.has(member)) return;
        if (many) mask.add(member);
        else mask.remove(member);
    }

    /** Part of a leaf's clean-up: CPUs that have fewer again. */
    void checkAll(RcuNode leaf) {
        Mask mask = masks.get(rcu.leafIndex(leaf));
        for (int cpu = leaf.firstCpu(); cpu <= leaf.lastCpu(); cpu++) if (mask.has(cpu - leaf.firstCpu())) check(rcu.data(cpu));
    }

    /** A scan for idle CPUs begins: what the last one found counts from now on. */
    void scanBegins() {
        now.set(next.isSet());
        next.clear();
    }

    /** The scan comes by a leaf. */
    void scan(RcuNode leaf) {
        if (!masks.get(rcu.leafIndex(leaf)).isEmpty()) next.set();
    }

    /** rcu_state.cbovld. */
    boolean hurries() {
        return now.isSet();
    }
}

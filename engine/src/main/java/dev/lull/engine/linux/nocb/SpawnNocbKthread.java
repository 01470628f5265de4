package dev.lull.engine.linux.nocb;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.memory.Flag;

/**
 * Creates the kthreads of a CPU that comes up, which may fail. Models rcu_spawn_cpu_nocb_kthread(),
 * kernel/rcu/tree_nocb.h, v5.18; from v6.0 with what it does about failure, and on request with what the first patch of the
 * thread of February 2022 did.
 */
public class SpawnNocbKthread extends NocbText<SpawnNocbKthread.At> {
    /** The steps: SP2 to SP8; and between SP7 and SP8 the first patch, a step for each line of it. */
    public enum At implements StepLabel {
        LOCK_KTHREADS(Cost.LOCK, "takes the leader's ->nocb_gp_kthread_mutex"),
        CREATE_GP(Cost.WAKEUP, "creates the group's rcuog, if there is none"),
        STORE_GP_OF_GROUP(Cost.LOCAL, "sets the leader's ->nocb_gp_kthread"),
        UNLOCK_KTHREADS(Cost.LOCAL, "drops ->nocb_gp_kthread_mutex"),
        CREATE_CB(Cost.WAKEUP, "creates the CPU's rcuop"),
        STORE_CB(Cost.LOCAL, "sets ->nocb_cb_kthread"),
        STORE_GP(Cost.LOCAL, "sets ->nocb_gp_kthread, so that call_rcu() wakes rcuog from now on"),
        CLEAR_OFFLOADED(Cost.CACHE_MISS, "clears OFFLOADED, under no lock"),
        CLEAR_KTHREADS(Cost.CACHE_MISS, "clears KTHREAD_CB and KTHREAD_GP, under no lock"),
        CLEAR_LOCKING(Cost.CACHE_MISS, "clears LOCKING, under no lock"),
        SET_RCU_CORE(Cost.CACHE_MISS, "sets RCU_CORE, under no lock"),
        CLEAR_MASK(Cost.LOCAL, "takes the CPU out of rcu_nocb_mask"),
        LIST_DEL(Cost.LOCAL, "takes the CPU off its group's list"),
        LOCK_BARRIER(Cost.LOCK, "takes barrier_mutex (from v6.12 nocb_mutex), to de-offload the CPU"),
        DEOFFLOADED(Cost.LOCAL, "takes the CPU out of rcu_nocb_mask"),
        UNLOCK_BARRIER(Cost.LOCAL, "drops that mutex");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final NocbData rdp;
    private final Toggling toggling;
    private final Code<?> deoffload;
    private final Flag failed;

    /** @param rdp the CPU that comes up */
    public SpawnNocbKthread(Context self, Rcu rcu, NocbData rdp, Toggling toggling) {
        super(self, rcu, "rcu_spawn_cpu_nocb_kthread", At.class);
        this.rdp = rdp;
        this.toggling = toggling;
        deoffload = toggling.deoffload(self, rcu, rdp);
        failed = localFlag("failed");
    }

    @Override protected At step(At at) {
        return switch (at) {
            case LOCK_KTHREADS -> {
                if (rdp.state.cbKthread.isSet()) yield finish();
                // v5.18: ->nocb_gp_kthread_mutex
                if (!has(Fix.GP_KTHREAD_MUTEX)) yield createGp();
                yield acquire(rdp.leader().group.gpKthreadMutex) ? At.CREATE_GP : at;
            }
            case CREATE_GP -> createGp();
            case STORE_GP_OF_GROUP -> {
                storeGp();
                yield has(Fix.GP_KTHREAD_MUTEX) ? At.UNLOCK_KTHREADS : At.CREATE_CB;
            }
            case UNLOCK_KTHREADS -> {
                release(rdp.leader().group.gpKthreadMutex);
                yield failed.isSet() ? failure() : At.CREATE_CB;
            }
            case CREATE_CB -> {
                if (toggling.fails(Toggling.RCUOP_CREATION, rdp.cpu())) yield failure();
                if (rdp.state.parking != null && !rdp.locks()) rdp.rcuop().bornParked();       // SP5
                else if (has(Fix.NOCB_GROUP_LIST)) rdp.rcuop().bornWaiting();
                wake(rdp.rcuop().task());
                yield At.STORE_CB;
            }
            case STORE_CB -> {
                rdp.state.cbKthread.set();
                yield At.STORE_GP;
            }
            case STORE_GP -> {
                rdp.state.gpKthread.set();
                yield finish();
            }
            case CLEAR_OFFLOADED -> {
                rdp.state.clear(SegCbFlag.OFFLOADED);
                yield At.CLEAR_KTHREADS;
            }
            case CLEAR_KTHREADS -> {
                rdp.state.clear(SegCbFlag.KTHREAD_CB);
                rdp.state.clear(SegCbFlag.KTHREAD_GP);
                yield At.CLEAR_LOCKING;
            }
            case CLEAR_LOCKING -> {
                rdp.state.clear(SegCbFlag.LOCKING);
                yield At.SET_RCU_CORE;
            }
            case SET_RCU_CORE -> {
                rdp.state.set(SegCbFlag.RCU_CORE);
                yield afterFirstPatch();
            }
            case CLEAR_MASK -> {
                rdp.state.inMask.clear();
                yield has(Fix.SPAWN_FAILURE_LIST) ? At.LIST_DEL : finish();
            }
            case LIST_DEL -> {
                listDel(rdp);
                yield finish();
            }
            case LOCK_BARRIER -> !acquire(toggling.maskMutex) ? at : rdp.locks() ? call(deoffload, At.DEOFFLOADED) : At.UNLOCK_BARRIER;
            case DEOFFLOADED -> {
                rdp.state.inMask.clear();
                yield At.UNLOCK_BARRIER;
            }
            case UNLOCK_BARRIER -> {
                release(toggling.maskMutex);
                yield finish();
            }
        };
    }

    /** kthread_run() sleeps: who looked first need not be the first to set the pointer. */
    private At createGp() {
        boolean locked = has(Fix.GP_KTHREAD_MUTEX);
        if (rdp.rcuogExists()) return locked ? At.UNLOCK_KTHREADS : At.CREATE_CB;
        if (!toggling.fails(Toggling.RCUOG_CREATION, rdp.cpu())) return At.STORE_GP_OF_GROUP;
        if (!locked) return failure();
        failed.set();
        return At.UNLOCK_KTHREADS;
    }

    private void storeGp() {
        if (rdp.rcuogExists()) {
            machine().blame("kthread created twice: " + self().name() + " has created a rcuog for group " + rdp.leader().cpu()
                    + ", which has one: two of them scan the same lists");
        }
        rdp.leader().group.gpKthread.set();
        wake(rdp.rcuog().task());
    }

    /** What is done when a kthread could not be created: the place the patches touch. Without any, a warning. */
    protected At failure() {
        if (has(Fix.SPAWN_FAILURE)) return At.LOCK_BARRIER;
        return has(Fix.SPAWN_FAILURE_FIRST_PATCH) ? At.CLEAR_OFFLOADED : finish();
    }

    private At afterFirstPatch() {
        if (has(Fix.SPAWN_FAILURE_MASK)) return At.CLEAR_MASK;
        return has(Fix.SPAWN_FAILURE_LIST) ? At.LIST_DEL : finish();
    }
}

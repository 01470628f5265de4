package dev.lull.engine.system;

import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.RcuObject;
import dev.lull.engine.linux.rcu.RcuText;
import dev.lull.engine.linux.rcu.SynchronizeRcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.scenario.Mistake;

/**
 * An updater takes an {@linkplain RcuObject object} off the list that readers walk and has it freed after a grace period; or makes
 * one of the mistakes that are made there. When the object is gone it makes a new one, at the same address.
 */
final class RemoveObject extends RcuText<RemoveObject.At> {
    /** The steps. */
    enum At implements StepLabel {
        FIND(Cost.LOCK, "looks for the object on the list and, unless something is wrong here, takes it off under the update-side lock"),
        UNLINK(Cost.CACHE_MISS, "takes the object off the list"),
        CALL_RCU(Cost.LOCAL, "has the object freed after a grace period"),
        UNLINK_LATE(Cost.CACHE_MISS, "takes the object off the list, after call_rcu()"),
        CALL_RCU_AGAIN(Cost.LOCAL, "calls call_rcu() with the same head once more"),
        KFREE(Cost.LOCAL, "frees the object itself"),
        RETURN(Cost.LOCAL, "is done with it");

        private final Told told;

        At(Cost cost, String says) {
            told = new Told(cost, says);
        }

        @Override public Told told() {
            return told;
        }
    }

    private final RcuObject object;
    private final Mistake mistake;
    private final SynchronizeRcu.Calls callRcu;

    RemoveObject(Context self, Rcu rcu, RcuObject object, Mistake mistake, SynchronizeRcu.Calls callRcu) {
        super(self, rcu, "remove_object", At.class);
        this.object = object;
        this.mistake = mistake;
        this.callRcu = callRcu;
    }

    @Override protected At step(At at) {
        return switch (at) {
            case FIND -> find();
            case UNLINK -> {
                object.unlink();
                yield At.CALL_RCU;
            }
            case CALL_RCU -> call(callRcu.with(true, object.function(), false), switch (mistake) {
                case QUEUED_TWICE -> At.CALL_RCU_AGAIN;
                case FREED_WHILE_QUEUED -> At.KFREE;
                case UNLINKED_LATE -> At.UNLINK_LATE;
                default -> At.RETURN;
            });
            case UNLINK_LATE -> {
                object.unlink();
                yield At.RETURN;
            }
            case CALL_RCU_AGAIN -> call(callRcu.with(true, object.function(), false), At.RETURN);
            case KFREE -> {
                object.free(self().number());
                yield At.RETURN;
            }
            case RETURN -> finish();
        };
    }

    private At find() {
        if (!object.isPublished()) {
            if (object.isFree()) object.renew();
            return At.RETURN;
        }
        if (mistake == Mistake.UNLOCKED) return At.UNLINK;
        if (mistake != Mistake.UNLINKED_LATE) object.unlink();
        if (mistake == Mistake.FORGOTTEN) return At.RETURN;
        return mistake == Mistake.FREED_AT_ONCE ? At.KFREE : At.CALL_RCU;
    }
}

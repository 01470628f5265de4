package dev.lull.engine.linux.rcu;

/** A patched grace-period kthread that, when a grace period ends, forgets what was asked for meanwhile. */
public final class ForgetfulGpKthread extends GpKthread {
    private final Rcu rcu;

    public ForgetfulGpKthread(Rcu rcu, IdleCpus idle, boolean forces, Grain grain) {
        super(rcu, idle, forces, grain);
        this.rcu = rcu;
    }

    @Override protected At step(At at) {
        At next = super.step(at);
        if (next == At.WAIT_FOR_REQUEST && at != At.WAIT_FOR_REQUEST) rcu.gpFlagInit().clear();
        return next;
    }
}

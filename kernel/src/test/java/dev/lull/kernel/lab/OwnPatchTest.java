package dev.lull.kernel.lab;

import static dev.lull.kernel.lab.Lab.bounds;
import static dev.lull.kernel.lab.Lab.callRcu;
import static dev.lull.kernel.lab.Lab.linux;
import static dev.lull.kernel.lab.Lab.millis;
import static dev.lull.kernel.lab.Lab.seed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.engine.linux.nocb.NocbCbWait;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.nocb.WakeNocbGp;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import org.junit.jupiter.api.Test;

/** Patches as one would write them with the README and the Javadoc, each under all three drivers. */
class OwnPatchTest {
    // ---- rcuop does not wake the grace-period kthread -------------------------------------------------------------------------------

    static final class Silent extends NocbCbWait {
        Silent(Rcu rcu, NocbData rdp) {
            super(rcu, rdp);
        }

        @Override protected At step(At at) {
            At next = super.step(at);
            return next == At.WAKE_GP ? At.WAIT : next;
        }
    }

    private static final Offloading.Kthreads SILENT = new Offloading.Kthreads() {
        @Override public NocbCbWait rcuop(Rcu rcu, NocbData rdp) {
            return new Silent(rcu, rdp);
        }
    };

    @Test void a_rcuop_that_does_not_wake_the_grace_period_kthread_may_leave_a_callback_behind() {
        Experiment patched = linux("5.14").cpus(1).nobypassLim(1).scenario("silent rcuop").load(callRcu().times(2).every(millis(3))).with(SILENT);

        assertThat(patched.explore(bounds().preemptions(1)).toString()).contains("VIOLATED", "lost wakeup");
        assertThat(patched.simulate(seed(7), millis(60)).callbacks().rowCount()).isEqualTo(2);
        assertThat(patched.script().step("1", s -> s.callRcu(0)).step("2", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0")).play().toString()).contains("nothing is lost");
    }

    // ---- wake_nocb_gp() wakes rcuog twice -----------------------------------------------------------------------

    static final class Eager extends WakeNocbGp {
        private final NocbData rdp;

        Eager(Context self, Rcu rcu, NocbData rdp, boolean says) {
            super(self, rcu, rdp, says);
            this.rdp = rdp;
        }

        @Override protected At step(At at) {
            if (at != At.WAKE) return super.step(at);
            wake(rdp.rcuog().task());                       // once, and once more
            return super.step(at);
        }
    }

    private static final Offloading.Kthreads EAGER = new Offloading.Kthreads() {
        @Override public WakeNocbGp wakeNocbGp(Context self, Rcu rcu, NocbData rdp, boolean says) {
            return new Eager(self, rcu, rdp, says);
        }
    };

    @Test void a_wake_nocb_gp_that_wakes_twice_does_no_harm() {
        Experiment patched = linux("5.14").cpus(1).scenario("eager wake_nocb_gp()").load(callRcu().times(1).every(millis(3))).with(EAGER);

        assertThat(patched.explore(bounds().shortest()).toString()).contains("HOLDS");
        assertThat(patched.simulate(seed(1), millis(60)).callbacks().rowCount()).isEqualTo(1);
        assertThat(patched.script().step("1", s -> s.callRcu(0)).step("2", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0")).play().toString()).contains("nothing is lost");
    }
}

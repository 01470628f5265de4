package dev.lull.kernel.lab;

import static dev.lull.kernel.lab.Lab.bounds;
import static dev.lull.kernel.lab.Lab.callRcu;
import static dev.lull.kernel.lab.Lab.linux;
import static dev.lull.kernel.lab.Lab.millis;
import static dev.lull.kernel.lab.Lab.seed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.engine.linux.nocb.NocbCbWait;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.NocbGpWait;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.nocb.WakeNocbGp;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.machine.Context;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patches as one would write them with the README and the Javadoc, each under all three drivers. */
class OwnPatchTest {
    // ---- rcuop batches: it leaves a single ready callback until another comes ------------------------------------------------------

    static final class Batching extends NocbCbWait {
        private final NocbData rdp;

        Batching(Rcu rcu, NocbData rdp) {
            super(rcu, rdp);
            this.rdp = rdp;
        }

        @Override protected At step(At at) {
            boolean waits = at == At.LOOK && rdp.rdp().cblist().length(SegCbList.DONE) < 2;
            return waits ? At.LOCAL_BH_ENABLE : super.step(at);
        }
    }

    private static final Offloading.Kthreads BATCHING = new Offloading.Kthreads() {
        @Override public NocbCbWait rcuop(Rcu rcu, NocbData rdp) {
            return new Batching(rcu, rdp);
        }
    };

    @Test void a_rcuop_that_waits_for_a_second_callback_never_invokes_the_last_one() {
        Experiment patched = linux("5.14").cpus(1).scenario("batching rcuop").load(callRcu().times(1).every(millis(3))).with(BATCHING);

        assertThat(patched.explore(bounds().shortest().fairly()).toString()).contains("VIOLATED", "no progress");
        assertThat(patched.simulate(seed(1), millis(20)).callbacks().rowCount()).isZero();
        assertThat(patched.script().step("1", s -> {
            s.callRcu(0);
            s.run("rcuog/0").untilAsleep();
            s.gracePeriod();
            s.run("rcuog/0").untilAsleep();
            s.run("rcuop/0").until("LOOK").steps(4);
        }).play().data().isRunOfTheCode()).isTrue();
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

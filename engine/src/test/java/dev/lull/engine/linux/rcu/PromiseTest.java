package dev.lull.engine.linux.rcu;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Placement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is blamed when callbacks are treated in ways RCU never would. */
class PromiseTest {
    private final Machine machine = new Machine(1, Placement.FLOATING, 0, new Machine.Limits(4, 8, 100));
    private final Callbacks callbacks = Callbacks.named(machine.memory());
    private final Rcu rcu = new Rcu(machine, Linux.version("5.12").cpus(1), callbacks, 1_000);

    private long queue() {
        long head = rcu.allocate(0, Callbacks.PLAIN);
        rcu.guarantee().callReturned(0);
        return head;
    }

    private void invoke(long head) {
        rcu.invoke(0, head, 0, 0);
    }

    @Test void a_barrier_that_returns_before_an_older_callback_has_been_invoked_is_blamed() {
        rcu.guarantee().countsQueued();
        Guarantee.Wait barrier = rcu.guarantee().wait("barrier/0");
        long first = queue();
        queue();
        barrier.began();
        queue();
        invoke(first);

        barrier.returns();

        assertThat(machine.takeBlame()).isEqualTo("callback outlives rcu_barrier(): 1 of CPU 0's, queued before barrier/0's rcu_barrier() began, not invoked when it returns");
    }

    @Test void a_barrier_need_not_wait_for_a_call_that_had_not_returned() {
        rcu.guarantee().countsQueued();
        Guarantee.Wait barrier = rcu.guarantee().wait("barrier/0");
        rcu.allocate(0, Callbacks.PLAIN);

        barrier.began();
        barrier.returns();

        assertThat(machine.takeBlame()).isNull();
    }

    @Test void a_callback_invoked_twice_is_blamed_and_not_freed_twice() {
        long head = queue();
        invoke(head);

        invoke(head);

        assertThat(machine.takeBlame()).isEqualTo("callback invoked twice: h1 of CPU 0 is invoked, but it is not queued");
        assertThat(queue()).as("its memory is handed out once").isEqualTo(head).isNotEqualTo(queue());
    }

    @Test void a_callback_older_than_a_section_may_be_invoked_during_it() {
        Guarantee.Section section = rcu.guarantee().section("reader/0");
        long before = queue();
        section.entered();
        long during = queue();

        invoke(before);
        assertThat(machine.takeBlame()).isNull();
        invoke(during);
        assertThat(machine.takeBlame()).contains("invoked too early: h2", "reader/0");
    }
}

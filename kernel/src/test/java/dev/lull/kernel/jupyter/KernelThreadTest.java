package dev.lull.kernel.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the kernel's own threads live through. */
class KernelThreadTest {
    @Test void a_loop_struck_by_a_full_memory_is_begun_again_until_it_ends_by_itself() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        Thread thread = KernelThread.enduring(() -> {
            if (begun.incrementAndGet() < 4) {
                throw new OutOfMemoryError("as when a cell has filled it");
            }
        }, "enduring");

        thread.start();
        thread.join();

        assertThat(begun).hasValue(4);
    }
}

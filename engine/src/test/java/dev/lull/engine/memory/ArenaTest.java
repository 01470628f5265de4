package dev.lull.engine.memory;

import dev.lull.engine.chance.Seeded;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ArenaTest {
    private final Memory memory = new Memory();
    private final Arena arena = new Arena(memory, "rcu_head", 2);

    @Test void a_freed_record_is_the_next_to_be_handed_out() {
        int first = arena.allocate();
        int second = arena.allocate();
        arena.release(first);
        arena.release(second);

        assertThat(arena.allocate()).isEqualTo(second);
        assertThat(arena.allocate()).isEqualTo(first);
        assertThat(arena.allocate()).isNotIn(0, first, second);
    }

    @Test void a_reused_record_is_clean() {
        int record = arena.allocate();
        arena.set(record, 0, 11);
        arena.set(record, 1, 12);
        arena.setLink(record, 5);
        arena.release(record);

        assertThat(arena.allocate()).isEqualTo(record);

        assertThat(arena.get(record, 0)).isZero();
        assertThat(arena.get(record, 1)).isZero();
        assertThat(arena.link(record)).isZero();
    }

    @Test void the_memory_grows_only_when_no_record_is_free() {
        int record = arena.allocate();
        int size = memory.size();
        for (int i = 0; i < 100; i++) {
            arena.release(record);
            record = arena.allocate();
        }
        assertThat(memory.size()).isEqualTo(size);

        arena.allocate();

        assertThat(memory.size()).isEqualTo(size + 3);
    }

    @Test void an_allocation_taken_back_by_a_snapshot_happens_again_in_the_same_way() {
        arena.allocate();
        Snapshot before = memory.snapshot();
        int second = arena.allocate();
        arena.set(second, 0, 9);
        long after = memory.fingerprint();

        memory.restore(before);
        assertThat(arena.allocate()).isEqualTo(second);
        arena.set(second, 0, 9);

        assertThat(memory.fingerprint()).isEqualTo(after);
    }

    @Test void no_record_is_handed_out_twice_and_none_loses_its_fields() {
        Seeded chance = new Seeded(1);
        Map<Integer, Long> expected = new HashMap<>();
        Deque<Integer> live = new ArrayDeque<>();
        for (long step = 1; step <= 5_000; step++) {
            if (live.isEmpty() || chance.pick("allocate?", 5) < 3 && live.size() < 50) {
                int record = arena.allocate();
                assertThat(expected).doesNotContainKey(record);
                arena.set(record, 1, step);
                expected.put(record, step);
                live.add(record);
            } else {
                int record = chance.pick("which end?", 2) == 0 ? live.removeFirst() : live.removeLast();
                assertThat(arena.get(record, 1)).isEqualTo(expected.remove(record));
                arena.release(record);
            }
        }
    }
}

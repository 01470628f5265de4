package dev.lull.engine.memory;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryTest {
    private static final Range[] RANGES = {Range.FLAG, Range.upTo(0), Range.upTo(5), new Range(-3, 12), Range.upTo(Long.MAX_VALUE), Range.FULL};

    /** A memory of words of all kinds, and what each may hold. */
    private static final class Words {
        final Memory memory = new Memory();
        final List<Word> words = new ArrayList<>();

        Words(Choices chance) {
            Struct struct = memory.struct("words");
            int count = 1 + chance.pick("words", 150);
            for (int i = 0; i < count; i++) words.add(struct.word("w" + i, RANGES[chance.pick("range", RANGES.length)]));
        }

        void scribble(Choices chance, int stores) {
            for (int i = 0; i < stores; i++) {
                Word word = words.get(chance.pick("word", words.size()));
                word.set(anyIn(memory.range(word.slot()), chance));
            }
        }

        private static long anyIn(Range range, Choices chance) {
            long wide = (long) chance.pick("high", 1 << 30) << 34 ^ (long) chance.pick("low", 1 << 30) << 4 ^ chance.pick("lowest", 16);
            long span = range.max() - range.min() + 1;
            if (range.bits() == 64) return wide;
            return span <= 0 ? wide & Long.MAX_VALUE : range.min() + Math.floorMod(wide, span);
        }

        long recomputed() {
            long fingerprint = 0;
            for (int slot = 0; slot < memory.size(); slot++) fingerprint ^= Memory.mix(slot, memory.peek(slot));
            return fingerprint;
        }

        long[] contents() {
            long[] contents = new long[memory.size()];
            for (int slot = 0; slot < contents.length; slot++) contents[slot] = memory.peek(slot);
            return contents;
        }
    }

    // ---- fingerprint ------------------------------------------------------------------------------------------

    @Test void the_fingerprint_kept_is_the_fingerprint_computed_afresh() {
        for (int seed = 1; seed <= 100; seed++) {
            Seeded chance = new Seeded(seed);
            Words words = new Words(chance);
            assertThat(words.memory.fingerprint()).as("seed %d", seed).isEqualTo(words.recomputed());

            words.scribble(chance, 200);

            assertThat(words.memory.fingerprint()).as("seed %d", seed).isEqualTo(words.recomputed());
        }
    }

    @Test void equal_contents_have_equal_fingerprints_whatever_way_led_there() {
        Words one = new Words(new Seeded(5));
        Words other = new Words(new Seeded(5));
        one.scribble(new Seeded(6), 300);
        for (int slot = one.words.size() - 1; slot >= 0; slot--) other.words.get(slot).set(one.words.get(slot).get());

        assertThat(other.memory.fingerprint()).isEqualTo(one.memory.fingerprint());
    }

    @Test void the_same_value_in_another_word_is_another_fingerprint() {
        Memory memory = new Memory();
        Struct struct = memory.struct("s");
        Word a = struct.word("a", Range.upTo(9));
        Word b = struct.word("b", Range.upTo(9));
        a.set(3);
        long first = memory.fingerprint();
        a.set(0);
        b.set(3);

        assertThat(memory.fingerprint()).isNotEqualTo(first);
    }

    // ---- snapshots --------------------------------------------------------------------------------------------

    @Test void a_snapshot_equals_another_of_the_same_contents_and_none_of_other_contents() {
        Words words = new Words(new Seeded(3));
        words.scribble(new Seeded(4), 100);
        Snapshot before = words.memory.snapshot();
        Word word = words.words.stream().filter(w -> words.memory.range(w.slot()).bits() > 0).findFirst().orElseThrow();
        long value = word.get();
        word.set(value == words.memory.range(word.slot()).min() ? value + 1 : value - 1);

        assertThat(words.memory.snapshot()).isNotEqualTo(before);
        word.set(value);
        assertThat(words.memory.snapshot()).isEqualTo(before).hasSameHashCodeAs(before);
    }

    @Test void restoring_a_snapshot_brings_contents_and_fingerprint_back() {
        Words words = new Words(new Seeded(8));
        words.scribble(new Seeded(9), 100);
        Snapshot before = words.memory.snapshot();
        words.scribble(new Seeded(10), 100);

        words.memory.restore(before);

        assertThat(words.memory.snapshot()).isEqualTo(before);
        assertThat(words.memory.fingerprint()).isEqualTo(words.recomputed()).isEqualTo(before.fingerprint());
    }

    @Test void words_allocated_after_a_snapshot_are_zero_when_it_is_restored() {
        Memory memory = new Memory();
        Word early = memory.struct("s").word("early", Range.FULL, 7);
        Snapshot before = memory.snapshot();
        Word late = memory.struct("s").word("late", Range.FULL, 9);
        early.set(8);

        memory.restore(before);

        assertThat(early.get()).isEqualTo(7);
        assertThat(late.get()).isZero();
    }

    // ---- footprint --------------------------------------------------------------------------------------------

    @Test void a_footprint_holds_what_was_read_and_written_and_not_what_was_watched() {
        Memory memory = new Memory();
        Struct struct = memory.struct("s");
        Word read = struct.word("read", Range.FULL);
        Word written = struct.word("written", Range.FULL);
        Word watched = struct.word("watched", Range.FULL);
        Footprint footprint = new Footprint();

        memory.observe(footprint);
        read.get();
        written.set(written.peek());
        watched.peek();
        memory.observe(null);

        assertThat(footprint.reads().stream().boxed()).containsExactly(read.slot());
        assertThat(footprint.writes().stream().boxed()).containsExactly(written.slot());
    }
}

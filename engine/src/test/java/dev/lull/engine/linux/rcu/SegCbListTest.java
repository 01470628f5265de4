package dev.lull.engine.linux.rcu;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Placement;
import dev.lull.engine.memory.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SegCbListTest {
    /** A list with a bypass list beside it and a batch in front, of callbacks that are named or only counted. */
    private static final class Bench {
        final Callbacks callbacks;
        final SegCbList list;
        final CbList bypass;
        final CbList batch;

        Bench(boolean named) {
            Machine machine = new Machine(1, Placement.FLOATING, 0, new Machine.Limits(4, 4, 100));
            callbacks = named ? Callbacks.named(machine.memory()) : Callbacks.counted(machine.memory(), 1_000);
            Rcu rcu = new Rcu(machine, Linux.version("5.12").cpus(1), callbacks, 100_000);
            Struct struct = machine.memory().struct("bench");
            list = rcu.data(0).cblist();
            bypass = new CbList(callbacks, struct, "bypass");
            batch = new CbList(callbacks, struct, "batch");
        }

        /** Fills segments through the front door: accelerating what was enqueued with rising numbers. */
        Bench with(int done, int wait, long waitNumber, int ready, long readyNumber, int next) {
            add(done);
            if (done > 0) list.accelerate(1);
            if (done > 0) list.advance(1);
            add(wait);
            if (wait > 0) list.accelerate(waitNumber);
            add(ready);
            if (ready > 0) list.accelerate(readyNumber);
            add(next);
            assertThat(segments()).isEqualTo("" + done + wait + ready + next);
            return this;
        }

        void add(int count) {
            for (int i = 0; i < count; i++) list.enqueue(callbacks.allocate());
        }

        String segments() {
            StringBuilder out = new StringBuilder();
            for (int segment = SegCbList.DONE; segment <= SegCbList.NEXT; segment++) out.append(list.peekLength(segment));
            return out.toString();
        }
    }

    // ---- accelerate -------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} waiting for {1}, {2}: accelerate({3}) {4}, {5}, numbers {6} and {7}") @CsvSource({
            // before, numbers,  wanted, told, after, numbers
            "0002,     0,  0,     4, true,  0200,  4,  4",        // all empty in front: WAIT
            "0103,     4,  0,     8, true,  0130,  4,  8",        // WAIT is older: NEXT_READY
            "0103,     8,  0,     8, true,  0400,  8,  8",        // WAIT has that number: it takes them in
            "0111,     4,  8,    12, false, 0111,  4,  8",        // no room: both are older
            "0112,     4,  8,     8, true,  0130,  4,  8",
            "0110,     4,  8,     8, true,  0110,  4,  8",        // the same number once more
            "0200,     4,  4,     8, false, 0200,  4,  4",        // nothing behind what has an older number
            "3000,     1,  1,     4, false, 3000,  1,  1",        // nothing pending
            "0000,     0,  0,     4, false, 0000,  0,  0"})
    void the_youngest_callbacks_get_the_earliest_number_that_is_safe(String before, long wait, long ready, long wanted, boolean told,
            String after, long waitAfter, long readyAfter) {
        Bench bench = bench(before, wait, ready);

        assertThat(bench.list.accelerate(wanted)).isEqualTo(told);

        assertThat(bench.segments()).isEqualTo(after);
        assertThat(bench.list.peekGpSeq(SegCbList.WAIT)).isEqualTo(waitAfter);
        assertThat(bench.list.peekGpSeq(SegCbList.NEXT_READY)).isEqualTo(readyAfter);
    }

    // ---- advance ----------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} waiting for {1}, {2}: advance({3}), {4}, WAIT for {5}") @CsvSource({
            "0123,  4,  8,   0, 0123,  4",          // nothing is over
            "0123,  4,  8,   4, 1203,  8",          // the next one moves up, with its number
            "0123,  4,  8,   8, 3003,  4",          // both are over: WAIT's number stays behind
            "0200,  4,  4,   4, 2000,  4",
            "0003,  0,  0,   4, 0003,  0",          // what has no number cannot be over
            "1000,  1,  1,   8, 1000,  1"})
    void what_waited_for_a_grace_period_that_is_over_is_ready(String before, long wait, long ready, long over, String after, long waitAfter) {
        Bench bench = bench(before, wait, ready);

        bench.list.advance(over);

        assertThat(bench.segments()).isEqualTo(after);
        assertThat(bench.list.peekGpSeq(SegCbList.WAIT)).isEqualTo(waitAfter);
    }

    private static Bench bench(String lengths, long wait, long ready) {
        int[] length = lengths.chars().map(c -> c - '0').toArray();
        return new Bench(true).with(length[0], length[1], wait, length[2], ready, length[3]);
    }

    // ---- the number that stays behind -------------------------------------------------------------------------

    @Test void the_number_of_an_emptied_wait_segment_is_what_new_callbacks_seem_to_wait_for() {
        Bench bench = bench("0100", 4, 0);
        bench.list.advance(4);
        bench.list.extractDone(bench.batch);
        assertThat(bench.list.nextGp()).isEqualTo(SegCbList.NONE);

        bench.add(1);

        assertThat(bench.list.nextGp()).isEqualTo(4);
    }

    // ---- lengths ----------------------------------------------------------------------------------------------

    @Test void the_length_counts_bypassed_and_extracted_callbacks_until_it_is_told() {
        Bench bench = bench("2003", 1, 1);
        bench.list.addLength(1);
        bench.bypass.append(bench.callbacks.allocate());
        bench.list.extractDone(bench.batch);
        bench.list.flush(bench.bypass);

        assertThat(bench.list.length()).isEqualTo(6);
        assertThat(bench.segments()).isEqualTo("0004");
        bench.list.addLength(-2);
        assertThat(bench.list.length()).isEqualTo(4);
    }

    // ---- whatever is done ------------------------------------------------------------------------------------

    @Test void named_and_counted_lists_agree_with_the_rules_written_down_naively_whatever_is_done() {
        for (int seed = 1; seed <= 200; seed++) agree(new Seeded(seed), "seed " + seed);
    }

    private static void agree(Seeded chance, String tape) {
        Bench named = new Bench(true);
        Bench counted = new Bench(false);
        NaiveSegCbList naive = new NaiveSegCbList();
        List<Long> bypass = new ArrayList<>();
        List<Long> batch = new ArrayList<>();
        long gpSeq = 0;
        long made = 0;
        for (int step = 0; step < 120; step++) {
            switch (chance.pick("operation", 8)) {
                case 0, 1 -> {
                    named.add(1);
                    counted.add(1);
                    naive.enqueue(++made);
                }
                case 2 -> {
                    for (Bench bench : List.of(named, counted)) {
                        bench.list.addLength(1);
                        bench.bypass.append(bench.callbacks.allocate());
                    }
                    naive.length++;
                    bypass.add(++made);
                }
                case 3 -> {
                    named.list.flush(named.bypass);
                    counted.list.flush(counted.bypass);
                    naive.flush(bypass);
                }
                case 4 -> gpSeq = GpSeq.inProgress(gpSeq) ? GpSeq.end(gpSeq) : gpSeq + 1;
                case 5 -> {
                    named.list.advance(gpSeq);
                    counted.list.advance(gpSeq);
                    naive.advance(gpSeq);
                }
                case 6 -> {
                    boolean told = naive.accelerate(GpSeq.snap(gpSeq));
                    assertThat(named.list.accelerate(GpSeq.snap(gpSeq))).as(tape).isEqualTo(told);
                    assertThat(counted.list.accelerate(GpSeq.snap(gpSeq))).as(tape).isEqualTo(told);
                }
                default -> {
                    named.list.extractDone(named.batch);
                    counted.list.extractDone(counted.batch);
                    batch.addAll(naive.extractDone());
                    int invoked = 0;
                    while (!batch.isEmpty() && chance.pick("invoke one more?", 3) > 0) {
                        long head = named.batch.removeFirst();
                        assertThat(named.callbacks.serialOf(head)).as(tape).isEqualTo(batch.remove(0));
                        named.callbacks.free(head);
                        counted.callbacks.free(counted.batch.removeFirst());
                        invoked++;
                    }
                    naive.length -= invoked;
                    named.list.addLength(-invoked);
                    counted.list.addLength(-invoked);
                }
            }
            compare(named, counted, naive, tape + ", step " + step);
            assertThat(named.bypass.serials()).as(tape).isEqualTo(bypass);
            assertThat(named.batch.serials()).as(tape).isEqualTo(batch);
            assertThat(counted.batch.length()).as(tape).isEqualTo(batch.size());
        }
    }

    private static void compare(Bench named, Bench counted, NaiveSegCbList naive, String tape) {
        for (int segment = SegCbList.DONE; segment <= SegCbList.NEXT; segment++) {
            assertThat(named.list.segment(segment).serials()).as(tape).isEqualTo(naive.segments.get(segment));
            assertThat(counted.list.peekLength(segment)).as(tape).isEqualTo(naive.segments.get(segment).size());
        }
        for (Bench bench : List.of(named, counted)) {
            assertThat(bench.list.peekGpSeq(SegCbList.WAIT)).as(tape).isEqualTo(naive.numbers[SegCbList.WAIT]);
            assertThat(bench.list.peekGpSeq(SegCbList.NEXT_READY)).as(tape).isEqualTo(naive.numbers[SegCbList.NEXT_READY]);
            assertThat(bench.list.nextGp()).as(tape).isEqualTo(naive.nextGp());
            assertThat(bench.list.length()).as(tape).isEqualTo(naive.length);
            if (!bench.list.isEmpty(SegCbList.WAIT) && !bench.list.isEmpty(SegCbList.NEXT_READY)) {
                assertThat(naive.numbers[SegCbList.WAIT]).as(tape).isLessThanOrEqualTo(naive.numbers[SegCbList.NEXT_READY]);
            }
        }
    }
}

package dev.lull.engine.linux.srcu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A static domain whose tree cannot be had, by the reference's list of steps: two CPUs, each with a look whether the domain is set up
 * (c1), the setting up under the lock (c2), queueing (c3), asking for the grace period (c4) and waiting (c5); and a worker that does a
 * grace period and invokes in one step. Executions are counted, as the reference counts them.
 *
 * <p>The same here and there: that setting up that falls through never fails; with one failure 113 states, 40 executions that end in
 * the worker's null pointer and 64 in a callback that was lost; with two, 180 executions, all of them in the null pointer. Different:
 * how many executions end well (456 here and 504 there with no failure; with one, 240 and 264), and the states of these and of two
 * failures (73 here; 69 and 89 there). The reference gives no list of steps for these counts, and this one is among several that came
 * near them; none met them all. Why they differ is not known.
 */
class HalfInitialisedGoldenTest {
    /** Never set up: all ones. */
    private static final int NOT = -1;

    private record Cpu(int at, int number) { }

    private record Queued(int cpu, int number) { }

    private record State(Cpu zero, Cpu one, List<Queued> list, int needed, int seq, boolean ssp, int failures, boolean work, List<Integer> invoked, boolean oops) {
        private Cpu cpu(int which) {
            return which == 0 ? zero : one;
        }

        private State with(int which, Cpu cpu) {
            return new State(which == 0 ? cpu : zero, which == 1 ? cpu : one, list, needed, seq, ssp, failures, work, invoked, oops);
        }
    }

    private record Count(long executions, long oops, long lost) {
        private Count plus(Count other) {
            return new Count(executions + other.executions, oops + other.oops, lost + other.lost);
        }
    }

    private final Map<State, Count> known = new HashMap<>();

    private Count count(State state, boolean fallsThrough) {
        Count before = known.get(state);
        if (before != null) return before;
        Count sum = new Count(0, 0, 0);
        List<State> next = next(state, fallsThrough);
        for (State one : next) sum = sum.plus(count(one, fallsThrough));
        if (next.isEmpty()) sum = new Count(1, state.oops ? 1 : 0, !state.oops && state.invoked.size() < 2 ? 1 : 0);
        known.put(state, sum);
        return sum;
    }

    private static List<State> next(State s, boolean fallsThrough) {
        List<State> next = new ArrayList<>();
        if (s.oops) return next;
        for (int i = 0; i < 2; i++) {
            Cpu cpu = s.cpu(i);
            switch (cpu.at) {
                case 1 -> next.add(s.with(i, new Cpu(s.needed != NOT ? 3 : 2, 0)));
                case 2 -> next.add(setUp(s, fallsThrough).with(i, new Cpu(3, 0)));
                case 3 -> {
                    List<Queued> list = new ArrayList<>(s.list);
                    list.add(new Queued(i, s.seq + 4));
                    next.add(new State(s.zero, s.one, list, s.needed, s.seq, s.ssp, s.failures, s.work, s.invoked, false).with(i, new Cpu(4, s.seq + 4)));
                }
                case 4 -> {
                    boolean starts = s.seq < cpu.number;
                    next.add(new State(s.zero, s.one, s.list, Math.max(s.needed, cpu.number), s.seq, s.ssp, s.failures, s.work || starts, s.invoked, false).with(i, new Cpu(5, cpu.number)));
                }
                case 5 -> {
                    if (s.invoked.contains(i)) next.add(s.with(i, new Cpu(6, cpu.number)));
                }
                default -> {
                    // it has returned
                }
            }
        }
        if (s.work) next.add(work(s));
        return next;
    }

    private static State setUp(State s, boolean fallsThrough) {
        if (s.needed != NOT) return s;
        boolean fails = s.failures > 0;
        boolean done = !fails || fallsThrough;
        return new State(s.zero, s.one, List.of(), done ? 0 : NOT, 0, done, fails ? s.failures - 1 : 0, s.work, s.invoked, false);
    }

    private static State work(State s) {
        if (!s.ssp) return new State(s.zero, s.one, s.list, s.needed, s.seq, false, s.failures, false, s.invoked, true);
        int seq = Math.max(s.needed, s.seq);
        List<Queued> left = new ArrayList<>();
        List<Integer> invoked = new ArrayList<>(s.invoked);
        for (Queued one : s.list) {
            if (one.number <= seq) invoked.add(one.cpu);
            else left.add(one);
        }
        return new State(s.zero, s.one, left, s.needed, seq, true, s.failures, false, invoked, false);
    }

    private Count ask(boolean fallsThrough, int failures) {
        known.clear();
        return count(new State(new Cpu(1, 0), new Cpu(1, 0), List.of(), NOT, 0, false, failures, false, List.of(), false), fallsThrough);
    }

    @Test void what_falls_through_never_fails() {
        assertThat(ask(true, 1)).isEqualTo(new Count(456, 0, 0));
    }

    @Test void one_failure_ends_in_a_null_pointer_or_in_a_lost_callback_or_well() {
        assertThat(ask(false, 1)).isEqualTo(new Count(344, 40, 64));
        assertThat(known).hasSize(113);
    }

    @Test void two_failures_always_end_in_a_null_pointer() {
        assertThat(ask(false, 2)).isEqualTo(new Count(180, 180, 0));
    }
}

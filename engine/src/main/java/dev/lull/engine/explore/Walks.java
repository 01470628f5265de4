package dev.lull.engine.explore;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;
import dev.lull.engine.check.Guards;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Definition;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;
import dev.lull.engine.packed.PackedModel;
import dev.lull.engine.packed.Sighting;
import dev.lull.engine.packed.Surprise;

import java.util.Arrays;
import java.util.List;

/**
 * Random schedules: from the first state, moves drawn from those that are open, those from outside more seldom, until the system rests and the
 * load is used up. It proves nothing; it comes quickly to where a search level by level needs long. What it finds is
 * shortened by leaving moves out as long as the same rule is broken at the end.
 */
final class Walks {
    private static final int LONGEST = 3_000;
    private static final int STEPS_PER_ARRIVAL = 24;
    private static final int STEPS_GUESSED = 400;           // among which the changes of priority are scattered

    private final Definition definition;
    private final Knowledge knowledge;
    private final int changes;
    private final Witnesses witnesses;
    private PackedModel model;
    private int looked;                     // sightings of the model that were taken note of
    private long[] first;
    private long[] state;
    private int[] tape = new int[64];
    private int length;
    private long steps;

    private final Model plain;              // the same, step by step, for shortening
    private final Machine machine;
    private final Memory memory;
    private final Snapshot start;
    private final int[] moves;
    private int[] kept = new int[64];
    private int keptLength;

    private int[] priority;                 // by context plus one; 0 is the outside
    private int lowest;

    Walks(Definition definition, Knowledge knowledge, Bounds bounds, Witnesses witnesses) {
        this.witnesses = witnesses;
        this.definition = definition;
        this.knowledge = knowledge;
        this.changes = bounds.changes();
        plain = definition.build();
        machine = plain.machine();
        memory = machine.memory();
        start = memory.snapshot();
        moves = new int[machine.moveLimit()];
        prepare();
    }

    private void prepare() {
        model = new PackedModel(definition.build(), knowledge.extent(), knowledge.sharing(), false, knowledge.stops());
        looked = 0;
        first = new long[model.longs()];
        state = new long[model.longs()];
        model.first(first, 0);
    }

    /** Moves made by all walks. */
    long steps() {
        return steps;
    }

    /** One walk from {@code seed}: the moves to a violation, shortened and put in order, or {@code null}. */
    int[] walk(long seed) {
        while (true) {
            try {
                return wander(new Seeded(seed)) ? tidied(shortened(Arrays.copyOf(tape, length))) : null;
            } catch (Surprise wider) {
                prepare();
            }
        }
    }

    private boolean wander(Choices chance) {
        System.arraycopy(first, 0, state, 0, state.length);
        length = 0;
        int[] turns = changes < 0 ? null : priorities(chance);
        for (int step = 0; length < LONGEST; step++) {
            int count = model.moves(state, 0);
            if (model.sightings().size() > looked) see(true);
            if (inside(count) == 0) {
                Model shown = model.show(state, 0);
                boolean awaits = Resting.awaitsTimer(shown);
                if (!awaits && Resting.look(shown) != null) return true;
                if (count <= 1 && !awaits) return false;                        // nothing but time is left
            }
            int at = turns == null ? draw(chance, count) : lead(chance, count, turns, step);
            PackedModel.Step made = model.step(at, state, 0);
            if (made == PackedModel.Step.STILL) {
                if (turns != null) priority[model.stepper(at)] = --lowest;      // who spins gives way
                if (++stills > 10_000) return false;
                continue;
            }
            stills = 0;
            steps += 1 + model.fused();
            note(model.move(at));
            for (int more = 0; more < model.fused(); more++) note(model.fusedMove());
            if (model.sightings().size() > looked) see(false);
            if (made == PackedModel.Step.BLAMED || made == PackedModel.Step.BROKE) return true;
            System.arraycopy(model.next(), 0, state, 0, state.length);
        }
        return false;
    }

    /** Takes note of what steps were seen to do: those that could be made now, or those that were made. */
    private void see(boolean couldBeMade) {
        for (List<Sighting> sightings = model.sightings(); looked < sightings.size(); looked++) {
            Sighting sighting = sightings.get(looked);
            if (!witnesses.isNews(sighting)) continue;
            int[] run = Arrays.copyOf(tape, length + (couldBeMade ? 1 : 0));
            if (couldBeMade) run[length] = sighting.move();
            witnesses.note(sighting, run);
        }
    }

    private int stills;

    private void note(int move) {
        if (length == tape.length) tape = Arrays.copyOf(tape, length * 2);
        tape[length++] = move;
    }

    /** The outside seldom moves while Linux itself can: else all calls would come at once, and time would fly. */
    private int draw(Choices chance, int count) {
        int inside = inside(count);
        boolean outside = inside == 0 || inside < count && chance.pick("does the outside move?", STEPS_PER_ARRIVAL) == 0;
        return nth(outside, chance.pick("move", outside ? count - inside : inside), count);
    }

    private int inside(int count) {
        int inside = 0;
        for (int i = 0; i < count; i++) if (!model.isOutside(i)) inside++;
        return inside;
    }

    private int nth(boolean outside, int n, int count) {
        int left = n;
        for (int i = 0; i < count; i++) if (model.isOutside(i) == outside && left-- == 0) return i;
        throw new IllegalStateException("no such move");
    }

    // ---- walking by priority ----------------------------------------------------------------------------------

    private int[] priorities(Choices chance) {
        int contexts = machine.contexts().size();
        priority = new int[contexts + 1];
        for (int i = 0; i <= contexts; i++) priority[i] = chance.pick("priority", 1 << 20) + 1;
        lowest = 0;
        int[] turns = new int[changes];
        for (int i = 0; i < changes; i++) turns[i] = chance.pick("change of priority", STEPS_GUESSED);
        return turns;
    }

    /** The move of whoever has the highest priority; one from outside is drawn as ever. */
    private int lead(Choices chance, int count, int[] turns, int step) {
        int inside = inside(count);
        if (inside == 0 || inside < count && chance.pick("does the outside move?", STEPS_PER_ARRIVAL) == 0) {
            return nth(true, chance.pick("move", count - inside), count);
        }
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (!model.isOutside(i) && (best < 0 || priority[model.stepper(i)] > priority[model.stepper(best)])) best = i;
        }
        for (int turn : turns) if (turn == step) priority[model.stepper(best)] = --lowest;
        return best;
    }

    // ---- making it short --------------------------------------------------------------------------------------

    /** The tape with as many moves left out as can be: first long stretches, then single ones, until none can go. */
    private int[] shortened(int[] found) {
        int[] best = found;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int stretch = Math.max(1, best.length / 2); stretch >= 1; stretch /= 2) {
                for (int from = best.length - stretch; from >= 0; from -= Math.max(1, stretch / 2)) {
                    if (from + stretch > best.length) continue;
                    int[] without = without(best, from, stretch);
                    if (without != null && without.length < best.length) {
                        best = without;
                        shorter = true;
                    }
                }
            }
        }
        return best;
    }

    /**
     * The tape with the same moves put together by who makes them, as far as the same rule is still broken at the end: a
     * context that goes on is easier to follow than one that is left at every step.
     */
    private int[] tidied(int[] found) {
        int[] best = found;
        for (int at = 1; at < best.length; at++) {
            Context follower = machine.source(best[at - 1]).follower();
            if (follower == null || machine.source(best[at]).follower() == follower) continue;
            int own = at;
            while (own < best.length && machine.source(best[own]) != follower) own++;
            if (own == best.length) continue;
            int[] moved = best.clone();
            System.arraycopy(best, at, moved, at + 1, own - at);
            moved[at] = best[own];
            int[] replayed = without(moved, moved.length, 0);
            if (replayed != null && replayed.length == moved.length) best = moved;
        }
        return best;
    }

    /** Replays a tape without a stretch, passing over what has become impossible; {@code null} when nothing breaks then. */
    private int[] without(int[] whole, int from, int stretch) {
        memory.restore(start);
        keptLength = 0;
        Guards guards = new Guards(machine);
        for (int at = 0; at < whole.length; at++) {
            if (at >= from && at < from + stretch || !machine.allows(whole[at])) continue;
            long before = memory.fingerprint();
            boolean broken = guards.take(whole[at]) != null;
            boolean blamed = machine.takeBlame() != null || broken;
            if (!blamed && memory.fingerprint() == before) continue;
            if (keptLength == kept.length) kept = Arrays.copyOf(kept, keptLength * 2);
            kept[keptLength++] = whole[at];
            if (blamed || breaksRule()) return Arrays.copyOf(kept, keptLength);
        }
        int count = machine.moves(moves);
        for (int i = 0; i < count; i++) if (!machine.source(moves[i]).environment()) return null;
        return !Resting.awaitsTimer(plain) && Resting.look(plain) != null ? Arrays.copyOf(kept, keptLength) : null;
    }

    private boolean breaksRule() {
        for (Rule rule : plain.always()) if (!rule.holds().getAsBoolean()) return true;
        return false;
    }
}

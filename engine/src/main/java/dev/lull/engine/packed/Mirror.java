package dev.lull.engine.packed;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.memory.Memory;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;

import java.util.List;

/**
 * Checks that interchangeable parts are: each piece of the model that has just been executed is executed again with them
 * in each other's places, by its counterpart, and has to do the same. It must have looked at counterparts of words that
 * the piece looked at and at no others, so what holds of this execution holds of every one that takes the same path.
 */
final class Mirror {
    private final Model model;
    private final Machine machine;
    private final Memory memory;
    private final Symmetry symmetry;
    private final Moments moments;
    private final Recorder recorder;
    private final long[] before;
    private final long[] after;
    private final int[] buffer;

    Mirror(Model model, Layout layout, Moments moments, Symmetry symmetry) {
        this.model = model;
        this.machine = model.machine();
        this.memory = machine.memory();
        this.symmetry = symmetry;
        this.moments = moments;
        recorder = new Recorder(memory, layout);
        before = new long[memory.size()];
        after = new long[memory.size()];
        buffer = new int[machine.moveLimit()];
        for (int turn = 0; turn < symmetry.size(); turn++) checkSources(symmetry.turn(turn));
    }

    private void checkSources(Turn turn) {
        for (int position = 0; position < turn.source.length; position++) {
            MoveSource one = machine.source(Machine.move(position, 0));
            MoveSource other = machine.source(Machine.move(turn.source[position], 0));
            boolean follows = one.follower() == null ? other.follower() == null
                    : other.follower() != null && other.follower().number() == turn.context[one.follower().number()];
            if (one.environment() != other.environment() || !follows) throw new Asymmetry(one + " and " + other + " move in different ways");
        }
    }

    /** The memory is as the piece will find it. */
    void before() {
        copy(before);
    }

    /** The memory is as the piece has left it. */
    void after() {
        copy(after);
    }

    private void copy(long[] into) {
        for (int slot = 0; slot < into.length; slot++) into[slot] = memory.peekQuietly(slot);
    }

    /** Puts into the memory what it holds now, with the parts in other places. */
    void turn(int turn) {
        copy(before);
        put(symmetry.turn(turn));
    }

    private void put(Turn turn) {
        for (int slot = 0; slot < before.length; slot++) memory.put(turn.slot[slot], turn.value(slot, before[slot]));
    }

    /** What a piece did, apart from what it changed. */
    record Outcome(int moves, boolean holds, boolean blamed) { }

    /**
     * @param watched what was recorded of the piece
     * @param piece   the source's position, or one of the codes of {@link Pieces}
     * @param move    the one move it is about; -1: whatever the source offers
     * @param offered the moves that it offered, if it was asked for them
     */
    void check(Recorder watched, int piece, int move, int[] offered, Outcome outcome) {
        for (int turn = 1; turn < symmetry.size(); turn++) {
            check(turn, watched, piece, move, outcome);
            for (int i = 0; piece >= 0 && move < 0 && i < outcome.moves; i++) {
                if (Machine.alternative(buffer[i]) != Machine.alternative(offered[i])) throw lie(symmetry.turn(turn), piece, "offer different moves");
            }
        }
    }

    private void check(int number, Recorder watched, int piece, int move, Outcome outcome) {
        Turn turn = symmetry.turn(number);
        Turn back = symmetry.turn(symmetry.back(number));
        put(turn);
        recorder.begin(0, piece < 0);
        Outcome other;
        try {
            other = execute(turn, piece, move);
        } finally {
            recorder.end();
        }
        if (!other.equals(outcome)) throw lie(turn, piece, "do not do the same");
        for (int slot = 0; slot < after.length; slot++) {
            if (memory.peekQuietly(turn.slot[slot]) != turn.value(slot, after[slot])) {
                throw lie(turn, piece, "leave " + (slot == turn.slot[slot] ? memory.name(slot) : memory.name(slot) + " and " + memory.name(turn.slot[slot])) + " different");
            }
        }
        for (int i = 0; i < recorder.lookCount; i++) {
            if (recorder.looks[i] >= 0 && !watched.hasLookedAt(back.slot[recorder.looks[i]])) throw lie(turn, piece, "look at different words");
        }
        for (int i = 0; i < watched.writeCount; i++) {
            if (!watched.hasLookedAt(watched.writes[i]) && !recorder.hasWritten(turn.slot[watched.writes[i]])) throw lie(turn, piece, "write different words");
        }
        for (int i = 0; i < recorder.writeCount; i++) {
            if (!recorder.hasLookedAt(recorder.writes[i]) && !watched.hasWritten(back.slot[recorder.writes[i]])) throw lie(turn, piece, "write different words");
        }
    }

    private Outcome execute(Turn turn, int piece, int move) {
        if (piece == Pieces.MOMENTS) {
            moments.normalise();
            return new Outcome(0, false, false);
        }
        if (piece == Pieces.NUMBERS) {
            model.normalise();
            return new Outcome(0, false, false);
        }
        List<Rule> rules = model.always();
        if (piece <= Pieces.FIRST_RULE) return new Outcome(0, rules.get(Pieces.FIRST_RULE - piece).holds().getAsBoolean(), false);
        int source = turn.source[piece];
        int moves = 1;
        int made = move < 0 ? -1 : Machine.move(source, Machine.alternative(move));
        if (move < 0) {
            moves = machine.movesOf(source, buffer, 0);
            if (moves == 1) made = buffer[0];
        }
        if (made >= 0) machine.take(made);
        return new Outcome(moves, false, machine.takeBlame() != null);
    }

    private Asymmetry lie(Turn turn, int piece, String how) {
        if (piece < 0) return new Asymmetry("a rule, or how numbers are made small, tells them apart");
        String one = machine.source(Machine.move(piece, 0)).describe(0);
        String other = machine.source(Machine.move(turn.source[piece], 0)).describe(0);
        return new Asymmetry("\"" + one + "\" and \"" + other + "\" " + how);
    }
}

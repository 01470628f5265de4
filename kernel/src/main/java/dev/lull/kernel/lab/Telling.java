package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells passages as a mail would: who wakes up or goes on, what came of it, and before which step it is held up. A step
 * that changes nothing is silent, except where doing nothing is the point.
 */
final class Telling {
    private final List<Passage> passages;
    private final Wording wording;
    private final Set<String> woken = new HashSet<>();            // looked up only, as the next
    private final Set<String> heldUp = new HashSet<>();

    private Telling(List<Passage> passages, Wording wording) {
        this.passages = passages;
        this.wording = wording;
    }

    /** A sentence or a few for each passage. */
    static List<String> of(List<Passage> passages, int loopsFrom, boolean linux) {
        Telling telling = new Telling(passages, linux ? new LinuxWording() : new OwnWording());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) lines.add(telling.tell(i));
        if (loopsFrom >= 0) {
            boolean several = passages.size() - loopsFrom > 1;
            lines.add(several ? "Steps " + (loopsFrom + 1) + " to " + passages.size() + " repeat for ever." : "Step " + passages.size() + " repeats for ever.");
        }
        return lines;
    }

    private String tell(int index) {
        Passage passage = passages.get(index);
        List<String> outside = new ArrayList<>();
        List<String> deeds = new ArrayList<>();
        beginning(passage, deeds);
        for (Moment moment : passage.moments()) {
            if (moment.step()) wording.tell(moment, deeds);
            else outside.add(wording.happening(moment, passage.steps().isEmpty()));
            noteSleep(moment);
        }
        wording.endOfPassage(deeds);
        if (deeds.isEmpty()) deeds.add("goes on, with nothing to show for it");
        StringBuilder out = new StringBuilder(sentences(outside));
        if (!passage.steps().isEmpty()) {
            if (out.length() > 0) out.append(' ');
            out.append(wording.subject(passage.who(), !outside.isEmpty())).append(' ').append(Numbers.joined(deeds)).append('.');
        }
        Moment next = stepAfter(index);
        String held = isLeft(passage) && next != null && !isWaiting(next) ? wording.before(next) : null;
        if (held != null) {
            heldUp.add(passage.who());
            out.append(" It is held up before it ").append(held).append('.');
        }
        if (passage.steps().isEmpty() && next != null) heldUp.add(passage.who());          // begun, and no more
        return out.toString();
    }

    /** How the context comes to move again. */
    private void beginning(Passage passage, List<String> deeds) {
        boolean wasHeldUp = heldUp.remove(passage.who());
        if (woken.remove(passage.who())) deeds.add("wakes up");
        else if (wasHeldUp) deeds.add("goes on");
    }

    private void noteSleep(Moment moment) {
        for (Moment.Change change : moment.changes()) {
            if (!Values.isSleep(change.word()) || change.word().startsWith("task/")) continue;
            String sleeper = Values.name(change.word());
            if (change.after() != 0) woken.remove(sleeper);
            else if (!sleeper.equals(moment.who())) woken.add(sleeper);
        }
    }

    /** Sentences; the same one several times over is said once. */
    private static String sentences(List<String> said) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < said.size(); ) {
            int same = i + 1;
            while (same < said.size() && said.get(same).equals(said.get(i))) same++;
            out.append(out.length() == 0 ? "" : " ").append(said.get(i)).append(same - i == 1 ? "." : same - i == 2 ? ", twice." : ", " + (same - i) + " times.");
            i = same;
        }
        return out.toString();
    }

    private static boolean isLeft(Passage passage) {
        Moment last = passage.moments().get(passage.moments().size() - 1);
        return last.step() && last.changes().stream().noneMatch(c -> c.word().equals(passage.who() + ".sleeping_on") || c.word().equals(passage.who() + ".running"));
    }

    private static boolean isWaiting(Moment next) {
        return next.words().startsWith("waits") || next.words().startsWith("sleeps");
    }

    /** The next step that the context of passage {@code i} takes later; {@code null} when it takes none. */
    private Moment stepAfter(int i) {
        for (Passage later : passages.subList(i + 1, passages.size())) {
            if (later.who().equals(passages.get(i).who())) return later.steps().stream().findFirst().orElse(null);
        }
        return null;
    }
}

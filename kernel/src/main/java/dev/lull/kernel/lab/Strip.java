package dev.lull.kernel.lab;

import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Moment;
import dev.lull.kernel.lab.timeline.Arrow;
import dev.lull.kernel.lab.timeline.Instant;
import dev.lull.kernel.lab.timeline.Lane;
import dev.lull.kernel.lab.timeline.Mark;
import dev.lull.kernel.lab.timeline.Span;
import dev.lull.kernel.lab.timeline.State;
import dev.lull.kernel.lab.timeline.Timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts steps side by side into a timeline: a column for each numbered step, a lane for each context that moved. Who does
 * not run in a column sleeps or could run; a lock that outlives its column is a stripe under its holder.
 */
final class Strip {
    private static final String TIMERS = "timers";
    private static final int LABELS_MAX = 3;

    private final List<String> columns = new ArrayList<>();
    private final Map<String, Idling> who = new LinkedHashMap<>();
    private final Map<String, Held> held = new LinkedHashMap<>();          // lock -> who holds it
    private final List<Span> spans = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private String last = "";
    private boolean anyTimer;

    private record Held(String by, int since) { }

    /** Whether a context sleeps, column by column, and in which it ran. */
    private static final class Idling {
        private final List<Boolean> asleep = new ArrayList<>();
        private final Set<Integer> ran = new LinkedHashSet<>();
        private Boolean now;

        /** It is {@code sleeping} from the column {@code at} on; before the first such word it was the other. */
        void is(boolean sleeping, int at) {
            while (asleep.size() < at) asleep.add(now == null ? !sleeping : now);
            now = sleeping;
        }

        boolean sleepsIn(int column) {
            return column < asleep.size() ? asleep.get(column) : now != null && now;
        }
    }

    /** Adds a column with what happened in it. */
    void add(String number, List<Moment> moments) {
        int at = columns.size();
        columns.add(number);
        Map<String, List<Moment>> ran = new LinkedHashMap<>();
        for (Moment moment : moments) {
            if (moment.step()) ran.computeIfAbsent(moment.who(), unused -> new ArrayList<>()).add(moment);
            note(at, moment);
        }
        ran.forEach((name, steps) -> {
            if (!isTimer(name)) lane(name).ran.add(at);
            last = laneOf(name);
            spans.add(new Span(last, at, at + 1L, isTimer(name) ? State.INTERRUPT : State.RUNNING, text(steps)));
        });
        held.forEach((lock, holder) -> {
            if (holder.since() == at) instants.add(new Instant(laneOf(holder.by()), at, Mark.LOCK_TAKEN, lock));
        });
    }

    /** A few labels, or the function they are in. */
    private static String text(List<Moment> steps) {
        boolean one = steps.stream().map(Passage::functionOf).distinct().count() == 1;
        if (one && steps.size() <= LABELS_MAX) return String.join(" ", steps.stream().map(Passage::labelOf).toList());
        return Passage.functionOf(steps.get(0));
    }

    private static boolean isTimer(String name) {
        return name.contains("timer");
    }

    private Idling lane(String name) {
        return who.computeIfAbsent(name, unused -> new Idling());
    }

    private String laneOf(String name) {
        if (!isTimer(name)) return name;
        anyTimer = true;
        return TIMERS;
    }

    private void note(int at, Moment moment) {
        if (!moment.step() && moment.who().startsWith("task/")) {
            lane(moment.who());
            instants.add(new Instant(moment.who(), at, Mark.CALLBACK_QUEUED, moment.at().endsWith("off") ? "irqs off" : ""));
        }
        if (moment.at().endsWith(": INVOKE")) instants.add(new Instant(moment.who(), at, Mark.CALLBACK_INVOKED, ""));
        for (Moment.Change change : moment.changes()) {
            if (Values.isSleep(change.word())) sleep(at, moment, Values.name(change.word()), change.after() != 0);
            if (Values.isTimer(change.word())) timer(at, Values.name(change.word()), moment, change);
            if (Values.isLock(change.word())) lock(at, moment, Values.name(change.word()), change.after() != 0);
        }
    }

    private void sleep(int at, Moment moment, String sleeper, boolean sleeps) {
        lane(sleeper).is(sleeps, at + 1);
        if (sleeps || !moment.step() || sleeper.equals(moment.who())) return;
        arrows.add(new Arrow(laneOf(moment.who()), at, sleeper, at, "wakes"));
    }

    private void timer(int at, String timer, Moment moment, Moment.Change change) {
        anyTimer = true;
        String name = timer.startsWith("nocb_bypass") ? "bypass" : timer.startsWith("nocb_timer") ? "nocb" : timer;
        Mark mark = change.after() != 0 ? Mark.TIMER_ARMED : moment.step() ? Mark.TIMER_CANCELLED : Mark.TIMER_FIRED;
        instants.add(new Instant(TIMERS, at, mark, name));
    }

    private void lock(int at, Moment moment, String lock, boolean taken) {
        if (taken) {
            held.put(lock, new Held(moment.who(), at));
        } else {
            released(lock, held.remove(lock), at);
        }
    }

    private void released(String lock, Held holder, int at) {
        if (holder != null && holder.since() < at) spans.add(new Span(laneOf(holder.by()), holder.since(), at + 1L, State.LOCK_HELD, lock));
    }

    Timeline timeline(String title, Finding finding) {
        for (String lock : List.copyOf(held.keySet())) released(lock, held.remove(lock), columns.size());
        who.forEach(this::idle);
        List<Lane> lanes = new ArrayList<>();
        who.keySet().stream().filter(name -> name.startsWith("task/")).sorted().forEach(name -> lanes.add(new Lane(name, "CPUs")));
        if (anyTimer) lanes.add(new Lane(TIMERS, "CPUs"));
        for (String name : who.keySet()) if (!name.startsWith("task/")) lanes.add(new Lane(name, "kthreads"));
        List<Instant> all = new ArrayList<>(instants);
        if (finding != null && !last.isEmpty()) all.add(new Instant(last, columns.size() - 1L, Mark.FINDING, finding.kind().words()));
        return Timeline.ofSteps(columns, lanes, spans.stream().map(this::within).toList(), all, arrows).title(title);
    }

    private Span within(Span span) {
        return new Span(span.lane(), span.from(), Math.min(span.to(), columns.size()), span.state(), span.label());
    }

    /** Bars for the columns in which a context does not run: a thin one while it sleeps, a pale one while it could run. */
    private void idle(String name, Idling idling) {
        int from = 0;
        for (int column = 0; column <= columns.size(); column++) {
            boolean ends = column == columns.size() || idling.ran.contains(column) || column > from && idling.sleepsIn(column) != idling.sleepsIn(from);
            if (!ends) continue;
            if (column > from) spans.add(new Span(name, from, column, idling.sleepsIn(from) ? State.SLEEPING : State.READY, ""));
            from = column < columns.size() && idling.ran.contains(column) ? column + 1 : column;
        }
    }
}

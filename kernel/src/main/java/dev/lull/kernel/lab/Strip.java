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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts steps side by side into a timeline: a column for each numbered step, a lane for each context that moved. */
final class Strip {
    private static final String TIMERS = "timers";

    private final List<String> columns = new ArrayList<>();
    private final Set<String> who = new LinkedHashSet<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private boolean anyTimer;

    /** Adds a column with what happened in it. */
    void add(String number, List<Moment> moments) {
        int at = columns.size();
        columns.add(number);
        Set<String> ran = new LinkedHashSet<>();
        for (Moment moment : moments) {
            if (moment.step()) ran.add(moment.who());
            note(at, moment);
        }
        for (String name : ran) {
            if (!isTimer(name)) who.add(name);
            spans.add(new Span(laneOf(name), at, at + 1L, isTimer(name) ? State.INTERRUPT : State.RUNNING, ""));
        }
    }

    private static boolean isTimer(String name) {
        return name.contains("timer");
    }

    private String laneOf(String name) {
        if (!isTimer(name)) return name;
        anyTimer = true;
        return TIMERS;
    }

    private void note(int at, Moment moment) {
        if (!moment.step() && moment.who().startsWith("task/")) {
            who.add(moment.who());
            instants.add(new Instant(moment.who(), at, Mark.CALLBACK_QUEUED, moment.at().endsWith("off") ? "irqs off" : ""));
        }
        if (moment.at().endsWith(": INVOKE")) instants.add(new Instant(moment.who(), at, Mark.CALLBACK_INVOKED, ""));
        for (Moment.Change change : moment.changes()) {
            String word = change.word();
            if (word.endsWith(".sleeping_on") && change.after() == 0 && moment.step()) {
                String woken = word.substring(0, word.length() - ".sleeping_on".length());
                if (!woken.equals(moment.who())) {
                    who.add(woken);
                    arrows.add(new Arrow(laneOf(moment.who()), at, woken, at, "wakes"));
                }
            }
            if (word.endsWith(".expires")) timer(at, word.substring(0, word.length() - ".expires".length()), moment, change);
        }
    }

    private void timer(int at, String timer, Moment moment, Moment.Change change) {
        anyTimer = true;
        String name = timer.contains("bypass") ? "bypass" : timer.contains("fqs") ? "fqs" : "nocb";
        Mark mark = change.after() != 0 ? Mark.TIMER_ARMED : moment.step() ? Mark.TIMER_CANCELLED : Mark.TIMER_FIRED;
        instants.add(new Instant(TIMERS, at, mark, name));
    }

    Timeline timeline(String title, Finding finding) {
        List<Lane> lanes = new ArrayList<>();
        for (String name : who) if (name.startsWith("task/")) lanes.add(new Lane(name, "CPUs"));
        if (anyTimer) lanes.add(new Lane(TIMERS, "CPUs"));
        for (String name : who) if (!name.startsWith("task/")) lanes.add(new Lane(name, "kthreads"));
        List<Instant> all = new ArrayList<>(instants);
        if (finding != null && !lanes.isEmpty()) {
            all.add(new Instant(lanes.get(0).name(), columns.size() - 1L, Mark.FINDING, finding.kind().words()));
        }
        return Timeline.ofSteps(columns, lanes, spans, all, arrows).title(title);
    }
}

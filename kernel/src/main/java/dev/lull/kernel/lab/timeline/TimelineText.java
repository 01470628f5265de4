package dev.lull.kernel.lab.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A timeline in a hundred columns of text: a line per lane, then what happened in words. */
final class TimelineText {

    private static final int COLUMNS = 100;
    private static final int EVENTS_MAX = 40;

    private final Timeline timeline;
    private final TimeAxis axis;
    private final int margin;
    private final int columns;

    private TimelineText(Timeline timeline) {
        this.timeline = timeline;
        this.margin = Math.min(24, timeline.lanes().stream().mapToInt(lane -> lane.name().length()).max().orElse(0));
        long units = timeline.to() - timeline.from();
        int room = COLUMNS - margin - 3;
        this.columns = timeline.steps() == null ? room : (int) Math.max(1, Math.min(room, units * Math.max(1, Math.min(4, room / units))));
        this.axis = new TimeAxis(timeline, 0, columns);
    }

    static String of(Timeline timeline) {
        TimelineText text = new TimelineText(timeline);
        List<String> lines = new ArrayList<>();
        if (!timeline.title().isEmpty()) {
            lines.add(timeline.title());
        }
        lines.add(text.ruler());
        timeline.lanes().forEach(lane -> lines.add(text.line(lane)));
        lines.addAll(text.key());
        lines.addAll(text.events());
        return String.join("\n", lines);
    }

    private String ruler() {
        StringBuilder ruler = new StringBuilder(" ".repeat(margin + 2));
        String last = axis.inSteps() ? axis.text(timeline.to() - 1) : axis.text(timeline.to());
        String first = axis.text(timeline.from());
        ruler.append(first).append(" ".repeat(Math.max(1, columns - first.length() - last.length()))).append(last);
        return ruler.toString();
    }

    private String line(Lane lane) {
        char[] cells = " ".repeat(columns).toCharArray();
        Shown shown = timeline.shown();
        shown.spans(lane).stream().filter(span -> !span.state().isStripe()).forEach(span -> fill(cells, span));
        shown.spans(lane).stream().filter(span -> span.state().isStripe()).forEach(span -> fill(cells, span));
        for (Instant instant : shown.instants(lane)) {
            int at = cell(instant.at());
            cells[at] = cells[at] == Mark.FINDING.letter() ? cells[at] : instant.mark().letter();
        }
        String name = lane.name().length() > margin ? lane.name().substring(0, margin - 1) + "…" : lane.name();
        return name + " ".repeat(margin - name.length() + 1) + "|" + new String(cells) + "|";
    }

    private void fill(char[] cells, Span span) {
        int from = (int) Math.min(columns - 1, Math.floor(axis.x(span.from())));
        int to = (int) Math.min(columns, Math.max(from + 1, Math.round(axis.x(span.to()))));
        for (int i = from; i < to; i++) {
            cells[i] = span.state().letter();
        }
    }

    private int cell(long moment) {
        return (int) Math.max(0, Math.min(columns - 1, Math.floor(axis.x(moment))));
    }

    private List<String> key() {
        Set<State> states = EnumSet.noneOf(State.class);
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        timeline.shown().spans().forEach(span -> states.add(span.state()));
        timeline.shown().instants().forEach(instant -> marks.add(instant.mark()));
        List<String> entries = new ArrayList<>();
        states.forEach(state -> entries.add(state.letter() + " " + state.words()));
        marks.forEach(mark -> entries.add(mark.letter() + " " + mark.words()));
        List<String> lines = new ArrayList<>();
        for (String entry : entries) {
            int last = lines.size() - 1;
            if (last < 0 || lines.get(last).length() + 3 + entry.length() > COLUMNS) {
                lines.add(entry);
            } else {
                lines.set(last, lines.get(last) + "   " + entry);
            }
        }
        return lines;
    }

    private List<String> events() {
        record Event(long at, String words) {}
        List<Event> events = new ArrayList<>();
        for (Instant instant : timeline.shown().instants()) {
            events.add(new Event(instant.at(), instant.lane() + ": " + instant.mark().words()
                    + (instant.label().isEmpty() ? "" : ", " + instant.label())));
        }
        for (Arrow arrow : timeline.shown().arrows()) {
            events.add(new Event(arrow.at(), arrow.fromLane() + " -> " + arrow.toLane()
                    + (arrow.label().isEmpty() ? "" : ": " + arrow.label())
                    + (arrow.until() > arrow.at() ? ", runs at " + axis.text(arrow.until()) : "")));
        }
        events.sort(Comparator.comparingLong(Event::at));
        int wide = events.stream().limit(EVENTS_MAX).mapToInt(event -> axis.text(event.at()).length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Event event : events) {
            if (lines.size() == EVENTS_MAX) {
                lines.add("  and " + (events.size() - EVENTS_MAX) + " more");
                break;
            }
            String at = axis.text(event.at());
            lines.add("  " + " ".repeat(wide - at.length()) + at + "  " + event.words());
        }
        return lines;
    }
}

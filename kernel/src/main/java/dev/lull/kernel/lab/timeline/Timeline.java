package dev.lull.kernel.lab.timeline;

import dev.lull.kernel.lab.figure.Figure;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What every lane did, when. An immutable value; each change gives a new timeline. */
public final class Timeline implements Figure {

    private static final int WIDTH = 900;

    private final String title;
    private final int width;
    private final List<Lane> lanes;
    private final List<Span> spans;
    private final List<Instant> instants;
    private final List<Arrow> arrows;
    private final List<String> steps;              // the names of the steps; null when time runs in nanoseconds
    private final long from;
    private final long to;
    private final Shown shown;

    private Timeline(String title, int width, List<Lane> lanes, List<Span> spans, List<Instant> instants, List<Arrow> arrows,
            List<String> steps, long from, long to) {
        this.title = title;
        this.width = width;
        this.lanes = lanes;
        this.spans = spans;
        this.instants = instants;
        this.arrows = arrows;
        this.steps = steps;
        this.from = from;
        this.to = to;
        this.shown = new Shown(spans, instants, arrows, from, to);
    }

    /** A timeline in virtual nanoseconds, as long as what is on it. Every lane named must be among {@code lanes}. */
    public static Timeline ofTime(List<Lane> lanes, List<Span> spans, List<Instant> instants, List<Arrow> arrows) {
        long[] times = LongStream.concat(LongStream.concat(spans.stream().flatMapToLong(s -> LongStream.of(s.from(), s.to())),
                instants.stream().mapToLong(Instant::at)), arrows.stream().flatMapToLong(a -> LongStream.of(a.at(), a.until()))).toArray();
        long from = LongStream.of(times).min().orElse(0);
        long to = LongStream.of(times).max().orElse(1);
        return checked(lanes, spans, instants, arrows, null, from, Math.max(from + 1, to));
    }

    /**
     * A timeline in steps: column {@code i} is the step called {@code steps.get(i)}, and spans, instants and arrows count in
     * columns. A span from 2 to 5 fills columns 2, 3 and 4.
     */
    public static Timeline ofSteps(List<String> steps, List<Lane> lanes, List<Span> spans, List<Instant> instants,
            List<Arrow> arrows) {
        return checked(lanes, spans, instants, arrows, List.copyOf(steps), 0, Math.max(1, steps.size()));
    }

    private static Timeline checked(List<Lane> lanes, List<Span> spans, List<Instant> instants, List<Arrow> arrows,
            List<String> steps, long from, long to) {
        List<String> names = lanes.stream().map(Lane::name).toList();
        Set<String> known = Set.copyOf(names);
        Stream.concat(Stream.concat(spans.stream().map(Span::lane), instants.stream().map(Instant::lane)),
                arrows.stream().flatMap(a -> Stream.of(a.fromLane(), a.toLane()))).forEach(name -> {
                    if (!known.contains(name)) {
                        throw new IllegalArgumentException("Something happens on lane \"" + name + "\", but the lanes are " + names
                                + ". Add the lane, or leave out what is on it.");
                    }
                });
        if (known.size() < names.size()) {
            throw new IllegalArgumentException("Two lanes have the same name in " + names + ". Give each its own.");
        }
        return new Timeline("", WIDTH, List.copyOf(lanes), List.copyOf(spans), List.copyOf(instants), List.copyOf(arrows), steps,
                from, to);
    }

    /** This timeline under a title. */
    public Timeline title(String text) {
        return new Timeline(text, width, lanes, spans, instants, arrows, steps, from, to);
    }

    /** This timeline, {@code pixels} CSS pixels wide; its height follows from its lanes. */
    public Timeline wide(int pixels) {
        if (pixels < 300 || pixels > 8000) {
            throw new IllegalArgumentException("wide(" + pixels + ") is in CSS pixels, from 300 to 8000. A page is about 900.");
        }
        return new Timeline(title, pixels, lanes, spans, instants, arrows, steps, from, to);
    }

    /** The part from {@code begin} to {@code end}: nanoseconds, or step indices. */
    public Timeline between(long begin, long end) {
        if (end <= begin) {
            throw new IllegalArgumentException("between(" + begin + ", " + end + ") is empty. The end must be later than the begin.");
        }
        return new Timeline(title, width, lanes, spans, instants, arrows, steps, begin, end);
    }

    /** Only lanes on which something happens in the part shown. */
    public Timeline busyLanes() {
        List<Lane> busy = lanes.stream().filter(shown::isBusy).toList();
        List<String> names = busy.stream().map(Lane::name).toList();
        return new Timeline(title, width, busy, spans.stream().filter(s -> names.contains(s.lane())).toList(),
                instants.stream().filter(i -> names.contains(i.lane())).toList(),
                arrows.stream().filter(a -> names.contains(a.fromLane()) && names.contains(a.toLane())).toList(), steps, from, to);
    }

    List<Lane> lanes() {
        return lanes;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** The names of the steps, or null when time runs in nanoseconds. */
    List<String> steps() {
        return steps;
    }

    Shown shown() {
        return shown;
    }

    @Override public String title() {
        return title;
    }

    @Override public int width() {
        return width;
    }

    @Override public int height() {
        return new TimelineLayout(this).height();
    }

    @Override public String asText() {
        return TimelineText.of(this);
    }

    @Override public void paint(Graphics2D g) {
        new TimelinePainter(this, new TimelineLayout(this)).paint(g);
    }

    @Override public String toString() {
        return asText();
    }
}

package dev.lull.kernel.lab.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happens in the part of a timeline that is shown: cut to it, in order of time, and by lane. */
final class Shown {

    private final List<Span> spans = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private final Map<String, List<Span>> spansByLane = new HashMap<>();           // looked up only, never walked
    private final Map<String, List<Instant>> instantsByLane = new HashMap<>();

    /** An arrow that arrives after the end is cut there; one that leaves before the begin is left out. */
    Shown(List<Span> allSpans, List<Instant> allInstants, List<Arrow> allArrows, long from, long to) {
        for (Span s : allSpans) {
            if (s.to() > from && s.from() < to) {
                spans.add(new Span(s.lane(), Math.max(from, s.from()), Math.min(to, s.to()), s.state(), s.label()));
            }
        }
        for (Instant i : allInstants) {
            if (i.at() >= from && i.at() <= to) {
                instants.add(i);
            }
        }
        for (Arrow a : allArrows) {
            if (a.at() >= from && a.at() <= to) {
                arrows.add(new Arrow(a.fromLane(), a.at(), a.toLane(), Math.min(to, a.until()), a.label()));
            }
        }
        spans.sort(Comparator.comparingLong(Span::from));
        instants.sort(Comparator.comparingLong(Instant::at));
        arrows.sort(Comparator.comparingLong(Arrow::at));
        spans.forEach(s -> spansByLane.computeIfAbsent(s.lane(), lane -> new ArrayList<>()).add(s));
        instants.forEach(i -> instantsByLane.computeIfAbsent(i.lane(), lane -> new ArrayList<>()).add(i));
    }

    List<Span> spans() {
        return spans;
    }

    List<Span> spans(Lane lane) {
        return spansByLane.getOrDefault(lane.name(), List.of());
    }

    List<Instant> instants() {
        return instants;
    }

    List<Instant> instants(Lane lane) {
        return instantsByLane.getOrDefault(lane.name(), List.of());
    }

    List<Arrow> arrows() {
        return arrows;
    }

    /** Whether the lane does more than sleep. */
    boolean isBusy(Lane lane) {
        return spans(lane).stream().anyMatch(span -> !span.state().isThin()) || !instants(lane).isEmpty()
                || arrows.stream().anyMatch(arrow -> arrow.fromLane().equals(lane.name()) || arrow.toLane().equals(lane.name()));
    }
}

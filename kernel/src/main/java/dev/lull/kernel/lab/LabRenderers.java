package dev.lull.kernel.lab;

import dev.lull.engine.model.Finding;
import dev.lull.kernel.display.Html;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.RendererProvider;
import dev.lull.kernel.display.Renderers;
import dev.lull.kernel.lab.figure.FigureBundle;

import java.util.List;

/** How the lab's results look in a notebook. */
public final class LabRenderers implements RendererProvider {
    private static final String BAD = "#b3261e";
    private static final String GOOD = "#1b7f3b";
    private static final String OPEN = "#8a6d00";

    @Override public void addTo(Renderers renderers) {
        renderers.add(PlayedScript.class, p -> MimeBundle.text(p.toString()).html(p.steps().asHtml() + verdict(p)));
        renderers.add(Answer.class, a -> MimeBundle.text(a.toString()).html(answer(a)));
        renderers.add(Story.class, s -> MimeBundle.text(s.toString()).html(s.steps().asHtml() + (s.finding() == null ? "" : finding(s.finding().title(), s.finding().why()))));
        renderers.add(LockPicture.class, FigureBundle::of);
        renderers.add(OwnModel.class, m -> MimeBundle.text(m.toString()).html("<pre>" + Html.escape(m.toString()) + "</pre>"));
        renderers.add(Coverage.class, c -> MimeBundle.text(c + "\n" + c.listing().asText()).html(ListingHtml.of(c.listing())));
        renderers.add(Listing.class, l -> MimeBundle.text(l.asText()).html(ListingHtml.of(l)));
        renderers.add(TimedRun.class, r -> MimeBundle.text(r.toString()).html(run(r)));
        renderers.add(SrcuTimedRun.class, r -> MimeBundle.text(r.toString()).html(headline(r.data().findings().isEmpty() ? GOOD : BAD, r.verdict()) + "<pre>" + Html.escape(r.toString()) + "</pre>"));
        renderers.add(Prose.class, p -> MimeBundle.text(p.asText()).html("<pre style=\"white-space:pre-wrap\">" + Html.escape(p.asText()) + "</pre>"));
        renderers.add(JavaCell.class, c -> MimeBundle.text(c.text()).html("<pre>" + Html.escape(c.text()) + "</pre>"));
    }

    private static String verdict(PlayedScript played) {
        var data = played.data();
        if (data.finding() != null) return headline(BAD, "VIOLATED: " + data.finding().kind().words()) + finding(data.finding().title(), data.finding().why());
        return headline(played.isRunOfTheCode() ? GOOD : OPEN, played.verdict());
    }

    private static String answer(Answer answer) {
        String colour = answer.isViolated() ? BAD : answer.holds() && answer.suspicions().isEmpty() ? GOOD : OPEN;
        StringBuilder out = new StringBuilder("<p><b>").append(Html.escape(answer.title())).append("</b></p>").append(headline(colour, answer.headline()));
        if (answer.isViolated()) out.append(finding(answer.counterexample().finding().title(), answer.counterexample().finding().why()));
        for (Finding suspicion : answer.suspicions()) out.append(finding(suspicion.kind().words() + ": " + suspicion.title(), suspicion.why()));
        return out.append(smallPrint(answer.smallPrint())).toString();
    }

    /** Folded away, but for what a reader must not miss: what is known to be wrong, and what nobody but Lull says. */
    private static String smallPrint(List<String> lines) {
        List<String> shown = lines.stream().filter(line -> line.startsWith("known: ") || line.contains("not reported upstream")).toList();
        List<String> folded = lines.stream().filter(line -> !shown.contains(line)).toList();
        return (shown.isEmpty() ? "" : list(shown)) + "<details><summary style=\"display:list-item;cursor:pointer;font-size:85%;opacity:.8\">what was asked, how far, and what is assumed: " + Numbers.of(folded.size(), "line") + "</summary>"
                + list(folded) + "</details>";
    }

    private static String list(List<String> lines) {
        StringBuilder out = new StringBuilder("<ul style=\"font-size:85%;opacity:.8;margin:4px 0\">");
        for (String line : lines) out.append("<li>").append(Html.escape(line)).append("</li>");
        return out.append("</ul>").toString();
    }

    private static String run(TimedRun run) {
        StringBuilder out = new StringBuilder(headline(run.data().isClean() ? GOOD : BAD, run.verdict()));
        String figures = "<pre>" + Html.escape(run.toString()) + "</pre>";
        if (run.data().counts().invoked() == 0) return out.append(figures).toString();
        out.append("<details><summary style=\"display:list-item;cursor:pointer;font-size:85%;opacity:.8\">in figures</summary>").append(figures).append("</details>");
        out.append("<div style=\"display:flex;flex-wrap:wrap;gap:12px\">").append(run.callbackLatency().size(440, 300).asSvg())
                .append(run.callbackLatencyByPhase().size(440, 300).asSvg());
        return out.append("</div>").toString();
    }

    private static String headline(String colour, String text) {
        return "<p style=\"color:" + colour + ";font-weight:bold\">" + Html.escape(text) + "</p>";
    }

    private static String finding(String title, List<String> why) {
        if (why.isEmpty()) return "<p>" + Html.escape(title) + "</p>";
        StringBuilder out = new StringBuilder("<p>").append(Html.escape(title)).append(":</p><ul>");
        for (String reason : why) out.append("<li>").append(Html.escape(reason)).append("</li>");
        return out.append("</ul>").toString();
    }
}

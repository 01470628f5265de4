package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Verdict;
import dev.lull.kernel.display.Display;
import dev.lull.kernel.display.Progress;

import java.util.Locale;

/** An exploration under way: one line that tells how far it has come, and at the stop button what is known so far. */
final class Exploring {
    private Exploring() {
    }

    static Answer run(Exploration exploration, Asked asked, Bounds bounds) {
        try (Progress progress = Display.progress("exploring", 0).of("states")) {
            progress.endsAs("stopped");
            Verdict verdict = exploration.run((states, transitions, depth, waiting, bytes) -> {
                boolean walks = bytes == 0;
                if (walks) progress.of("random walks").outOf(states + waiting).at(states);
                else progress.of("states").outOf(0).at(states, note(depth, waiting, bytes, bounds));
            });
            boolean stopped = Thread.interrupted();
            if (verdict.walks() > 0) progress.of("random walks").outOf(0).at(verdict.walks());
            else progress.of("states").outOf(0).at(verdict.states(), String.format(Locale.ROOT, "depth %,d", verdict.depth()));
            Answer answer = new Answer(verdict, asked);
            progress.endsAs(stopped ? "stopped" : "done");
            if (stopped) System.out.println(answer);                 // the cell itself ends as interrupted, without a value
            return answer;
        }
    }

    private static String note(int depth, long waiting, long bytes, Bounds bounds) {
        String limit = bounds.bytes() == Bounds.DEFAULT.bytes() ? "" : String.format(Locale.ROOT, " of %,d", bounds.bytes() >> 20);
        String time = bounds.millis() == 0 ? "" : String.format(Locale.ROOT, ", for %.1f s at most", bounds.millis() / 1000.0);
        return String.format(Locale.ROOT, "depth %,d, queue %,d, %,d%s MB%s", depth, waiting, bytes >> 20, limit, time);
    }
}

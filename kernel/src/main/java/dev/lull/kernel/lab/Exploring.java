package dev.lull.kernel.lab;

import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Verdict;
import dev.lull.kernel.display.Display;
import dev.lull.kernel.display.Progress;

import java.util.Locale;

/** An exploration under way: one line that tells how far it has come, and at the stop button what is known so far. */
final class Exploring {
    private Exploring() {
    }

    static Answer run(Exploration exploration, Asked asked) {
        try (Progress progress = Display.progress("exploring", 0).of("states")) {
            progress.endsAs("stopped");
            Verdict verdict = exploration.run((states, transitions, depth, waiting, bytes) ->
                    progress.of(bytes == 0 ? "random walks" : "states").at(states, note(depth, waiting, bytes)));
            if (verdict.walks() > 0) progress.of("random walks").at(verdict.walks());
            boolean stopped = Thread.interrupted();
            Answer answer = new Answer(verdict, asked);
            progress.endsAs(stopped ? "stopped" : "done");
            if (stopped) System.out.println(answer);                 // the cell itself ends as interrupted, without a value
            return answer;
        }
    }

    private static String note(int depth, long waiting, long bytes) {
        return bytes == 0 ? String.format(Locale.ROOT, "%,d to go", waiting)
                : String.format(Locale.ROOT, "depth %,d, queue %,d, %,d MB", depth, waiting, bytes >> 20);
    }
}

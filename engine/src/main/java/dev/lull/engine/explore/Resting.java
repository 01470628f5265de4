package dev.lull.engine.explore;

import dev.lull.engine.check.Deadlock;
import dev.lull.engine.check.Standstill;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Task;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Model;
import dev.lull.engine.model.Rule;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a model in which nothing can move but the outside. */
final class Resting {
    private Resting() {
    }

    /** Whether some timer will still fire: then it is not at rest for good. */
    static boolean awaitsTimer(Model model) {
        return Standstill.awaitsTimer(model.machine());
    }

    /** What is wrong, or {@code null}. */
    static Finding look(Model model) {
        Finding circle = Deadlock.look(model.machine());
        if (circle != null) return circle;
        Finding own = model.atRest();
        if (own != null) return own;
        Finding stuck = Standstill.stuck(model.machine(), model.machine().locks());
        if (stuck != null) return stuck;
        for (Rule debt : model.owed()) {
            if (debt.holds().getAsBoolean()) {
                return new Finding(Finding.Kind.LOST_WAKEUP, debt.says() + ", and nobody will ever move again", List.of(asleep(model)));
            }
        }
        return null;
    }

    private static String asleep(Model model) {
        List<String> sleepers = new ArrayList<>();
        for (Context context : model.machine().contexts()) {
            if (context instanceof Task task && task.sleeps()) sleepers.add(task.name() + " sleeps on " + task.waitingFor());
        }
        return sleepers.isEmpty() ? "nobody sleeps" : String.join(", ", sleepers);
    }
}

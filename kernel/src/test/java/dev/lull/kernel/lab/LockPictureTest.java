package dev.lull.kernel.lab;

import static dev.lull.kernel.lab.Lab.bug;
import static dev.lull.kernel.lab.Lab.lockOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lull.engine.check.LockGraph;
import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.model.Definition;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The order of locks that an exploration has met. */
class LockPictureTest {
    /** One task that takes two locks now in this order and now in that: nobody is there whom it could meet. */
    private static final class Fickle extends Kthread<Fickle.At> {
        enum At { A_FIRST, B_SECOND, DROP, B_FIRST, A_SECOND, DROP_AGAIN }

        private final SpinLock a;
        private final SpinLock b;

        Fickle(Machine machine) {
            super(machine, "fickle", "fickle", At.class);
            a = machine.spinLock("a");
            b = machine.spinLock("b");
        }

        @Override protected At step(At at) {
            return switch (at) {
                case A_FIRST -> acquire(a) ? At.B_SECOND : at;
                case B_SECOND -> acquire(b) ? At.DROP : at;
                case DROP -> {
                    release(b);
                    release(a);
                    yield At.B_FIRST;
                }
                case B_FIRST -> acquire(b) ? At.A_SECOND : at;
                case A_SECOND -> acquire(a) ? At.DROP_AGAIN : at;
                case DROP_AGAIN -> {
                    release(a);
                    release(b);
                    yield At.A_FIRST;
                }
            };
        }
    }

    private final Answer answer = new OwnModel(Definition.of("fickle", setup -> new Fickle(setup.machine()))).explore();

    @Test void an_answer_that_holds_says_in_its_headline_that_locks_contradict_each_other() {
        assertThat(answer.holds()).isTrue();
        assertThat(answer.headline()).startsWith("HOLDS, BUT NOT ABOVE SUSPICION: ");
        assertThat(answer.toString()).contains("lock order: possible circular locking: a before b before a",
                "fickle takes b while it holds a, in fickle() at B_SECOND (step 2 of a run; a since step 1,", "2 orders of locks met; lockOrder() shows them");
    }

    @Test void the_picture_reads_as_text_and_is_drawn_with_each_lock_once() {
        LockPicture picture = answer.lockOrder();

        assertThat(picture.asText()).isEqualTo("""
                locks taken inside others: fickle
                a -> b   fickle, in fickle() at B_SECOND
                b -> a   fickle, in fickle() at A_SECOND
                a circle: a -> b -> a""");
        assertThat(picture.asSvg()).startsWith("<svg").contains(">a</text>", ">b</text>", "on a circle: a deadlock that can happen");
    }

    @Test void several_explorations_are_put_together_each_lock_in_the_colour_of_who_met_it_first() {
        Answer circle = bug("H2").explore();
        Answer none = bug("H7").exploreFixed();

        LockPicture both = lockOrder("two models", circle, none);

        assertThat(both.asText()).startsWith("locks taken inside others: two models").contains("cpu_hotplug_lock -> cgroup_threadgroup_rwsem", "a circle: cgroup_mutex -> cpu_hotplug_lock -> cgroup_mutex");
        assertThat(both.asSvg()).contains("met in: " + circle.title(), "met in: " + none.title(), "on a circle: a deadlock that can happen");
        assertThat(lockOrder("one", none).asSvg()).doesNotContain("on a circle", "met in");
    }

    @Test void a_picture_of_no_exploration_is_refused() {
        assertThatThrownBy(() -> lockOrder("nothing")).hasMessage("lockOrder(\"nothing\"): no exploration was given. Give those whose orders are to be put together.");
    }

    @Test void boxes_do_not_touch_and_arrows_pass_beside_them() {
        List<LockGraph.Fact> facts = new ArrayList<>();
        for (String way : List.of("ab", "bc", "cd", "ad", "ae", "eg", "bf", "fd", "gd", "cg")) {
            facts.add(new LockGraph.Fact("t", "t()", new LockGraph.Held(way.substring(0, 1), way.substring(0, 1), false), new LockGraph.Held(way.substring(1), way.substring(1), false), new int[0], null));
        }
        LockLayers layers = new LockLayers(new LockGraph(facts, List.of(), List.of()).places(), facts, name -> 60);

        for (LockLayers.Way way : layers.ways()) {
            assertThat(way.back()).isFalse();
            for (LockLayers.Node pass : way.nodes().subList(1, way.nodes().size() - 1)) {
                assertThat(layers.locks().values()).noneMatch(lock -> lock.layer == pass.layer && Math.abs(lock.x - pass.x) < 30);
            }
        }
        for (LockLayers.Node one : layers.locks().values()) {
            assertThat(layers.locks().values()).noneMatch(other -> other != one && other.layer == one.layer && Math.abs(other.x - one.x) < 60);
        }
    }
}

package dev.lull.kernel.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.model.Definition;
import org.junit.jupiter.api.Test;

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
                b -> a   fickle, in fickle() at A_SECOND""");
        assertThat(picture.asSvg()).startsWith("<svg").contains(">a</text>", ">b</text>", "on a circle: a deadlock that can happen");
    }
}

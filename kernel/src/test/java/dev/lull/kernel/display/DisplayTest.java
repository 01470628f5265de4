package dev.lull.kernel.display;

import static dev.lull.kernel.display.Display.display;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cells show, and through which cell it reaches the front end. */
class DisplayTest {
    private final List<String> first = new ArrayList<>();
    private final List<String> second = new ArrayList<>();

    private Supplier<DisplaySink> usual;

    @BeforeEach void toTheFirst() {
        usual = Display.install(() -> sinkTo(first));
    }

    @AfterEach void asUsual() {
        Display.install(usual);
    }

    @Test void an_update_comes_from_the_cell_that_makes_it() {
        DisplayHandle shown = display("before");

        Display.install(() -> sinkTo(second));
        shown.update("after");

        assertThat(first).containsExactly("show before " + shown.id());
        assertThat(second).containsExactly("update after " + shown.id());
    }

    private static DisplaySink sinkTo(List<String> list) {
        return new DisplaySink() {
            @Override
            public void display(MimeBundle bundle, String id) {
                list.add("show " + bundle.plain() + " " + id);
            }

            @Override
            public void update(MimeBundle bundle, String id) {
                list.add("update " + bundle.plain() + " " + id);
            }

            @Override
            public void clear(boolean wait) {
                list.add("clear");
            }

            @Override
            public boolean live() {
                return true;
            }
        };
    }
}

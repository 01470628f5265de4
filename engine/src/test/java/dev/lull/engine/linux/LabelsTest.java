package dev.lull.engine.linux;

import dev.lull.engine.machine.MoveSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Each step of RCU's and nocb's algorithms ({@code labels.txt}) is a label of the code, or a doorplate says why it is coarser. */
class LabelsTest {
    private static final List<String> ROOMS = List.of("linux.nocb", "linux.rcu", "linux.hotplug");
    private static final Map<String, String> MODELLED_BY = new LinkedHashMap<>();
    private static final Map<String, Integer> LISTS = new LinkedHashMap<>();

    @BeforeAll static void read() throws IOException {
        String text = new String(LabelsTest.class.getResourceAsStream("labels.txt").readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
            String[] words = line.split("\\s+", 2);
            if (!words[0].equals("==")) {
                assertThat(MODELLED_BY.put(words[0], words[1].trim())).as("%s stands in labels.txt twice", words[0]).isNull();
                continue;
            }
            String[] list = words[1].split("\\s+");
            LISTS.put(list[0], Integer.parseInt(list[1]));
        }
    }

    @Test void no_step_of_an_algorithm_is_left_out() {
        List<String> missing = new ArrayList<>();
        LISTS.forEach((name, last) -> {
            for (int number = 1; number <= last; number++) {
                String label = name + number;
                if (MODELLED_BY.keySet().stream().noneMatch(known -> known.equals(label) || known.startsWith(label + "-"))) missing.add(label);
            }
        });

        assertThat(missing).as("steps that labels.txt says nothing of").isEmpty();
    }

    @Test void what_is_modelled_is_a_label_of_the_code() {
        List<String> unknown = new ArrayList<>();
        MODELLED_BY.forEach((label, by) -> {
            if (by.startsWith("coarser: ")) return;
            for (String name : by.split(" ")) if (!isModelled(name)) unknown.add(label + ": " + name);
        });

        assertThat(unknown).as("labels.txt names what is not in the code (any more): change the entry").isEmpty();
    }

    @Test void what_is_coarser_is_said_on_a_doorplate() {
        String doorplates = String.join(" ", ROOMS.stream().map(LabelsTest::doorplate).toList());
        List<String> unsaid = new ArrayList<>();
        MODELLED_BY.forEach((label, by) -> {
            if (by.startsWith("coarser: ") && !doorplates.contains(by.substring("coarser: ".length()))) unsaid.add(label + ": " + by);
        });

        assertThat(unsaid).as("no doorplate of %s says so", ROOMS).isEmpty();
    }

    /** {@code NocbGpWait.SCAN} is a constant of its labels, {@code RcuTick} a class that is a move by itself. */
    private static boolean isModelled(String name) {
        int dot = name.indexOf('.');
        if (dot > 0 && Character.isLowerCase(name.charAt(0))) return isMove(named("dev.lull.engine." + name));
        String type = dot < 0 ? name : name.substring(0, dot);
        for (String room : ROOMS) {
            Class<?> text = named("dev.lull.engine." + room + "." + type);
            if (text == null) continue;
            return dot < 0 ? isMove(text) : labels(text).contains(name.substring(dot + 1));
        }
        return false;
    }

    private static boolean isMove(Class<?> type) {
        return type != null && MoveSource.class.isAssignableFrom(type);
    }

    private static List<String> labels(Class<?> text) {
        Class<?> at = named(text.getName() + "$At");
        return at == null ? List.of() : Arrays.stream(at.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException unknown) {
            return null;
        }
    }

    private static String doorplate(String room) {
        try {
            return Files.readString(Path.of("src/main/java/dev/lull/engine", room.replace('.', '/'), "package-info.java")).replaceAll("\\R \\* ?", " ").replaceAll("\\s+", " ");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

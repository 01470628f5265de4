package dev.lull.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules for the rooms of a module: arrows run one way, and every doorplate tells the truth about them. Each module has a
 * class that extends this one, for the rooms below its own package, and adds the rules that only this module has.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PackageRules {
    private static final String PROJECT = "dev.lull";
    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern NO_CODE = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'");
    private static final Pattern NAME = Pattern.compile("\\b" + Pattern.quote(PROJECT) + "((?:\\.[a-z]\\w*)+)\\b");
    private static final Pattern PLATE = Pattern.compile("<p>Knows: ([^:]*?)\\. Known by: ([^:]*?)\\.(?:$| )");
    private static final Pattern ROOM = Pattern.compile("[a-z]+(\\.[a-z]+)*");

    private final String root = getClass().getPackageName();
    private SortedMap<String, SortedSet<String>> arrows;

    /** Each room with those it names in its code: siblings relative to the root, another module by its name alone. */
    protected final SortedMap<String, SortedSet<String>> arrows() {
        if (arrows == null) arrows = Collections.unmodifiableSortedMap(readArrows());
        return arrows;
    }

    private SortedMap<String, SortedSet<String>> readArrows() {
        SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
        for (Path file : javaFiles()) {
            String room = room(file);
            SortedSet<String> known = arrows.computeIfAbsent(room, r -> new TreeSet<>());
            Matcher name = NAME.matcher(NO_CODE.matcher(read(file)).replaceAll(" "));
            while (name.find()) known.add(relative(PROJECT + name.group(1)));
            known.remove(room);
        }
        return arrows;
    }

    private String relative(String name) {
        if (name.startsWith(root + ".")) return name.substring(root.length() + 1);
        return name.substring(PROJECT.length() + 1).split("\\.")[0];
    }

    private String room(Path file) {
        String folder = SOURCES.relativize(file.getParent()).toString().replace(file.getFileSystem().getSeparator(), ".");
        return relative(folder);
    }

    private static List<Path> javaFiles() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path plateOf(String room) {
        return SOURCES.resolve((root + "." + room).replace('.', '/')).resolve("package-info.java");
    }

    /** What a doorplate says: group 1 whom the room knows, group 2 who knows it. */
    private Matcher plate(String room) {
        Path file = plateOf(room);
        assertThat(file).as("the doorplate of %s", room).exists();
        Matcher plate = PLATE.matcher(read(file).replaceAll("\\s*\\n \\*/?\\s*", " "));
        assertThat(plate.find()).as("%s says \"<p>Knows: a, b. Known by: c.\"", file).isTrue();
        return plate;
    }

    private static SortedSet<String> rooms(String list) {
        SortedSet<String> rooms = new TreeSet<>();
        for (String item : list.split("[,;]")) if (ROOM.matcher(item.trim()).matches()) rooms.add(item.trim());
        rooms.remove("nothing");
        rooms.remove("nobody");
        return rooms;
    }

    Stream<String> rooms() {
        return arrows().keySet().stream();
    }

    @Test void arrows_never_lead_back_to_where_they_started() {
        SortedMap<String, SortedSet<String>> left = new TreeMap<>(arrows());
        List<String> free = new ArrayList<>();
        do {
            free.clear();
            left.forEach((room, known) -> {
                if (known.stream().noneMatch(left::containsKey)) free.add(room);
            });
            free.forEach(left::remove);
        } while (!free.isEmpty());

        assertThat(left).as("rooms that know each other in a circle").isEmpty();
    }

    @ParameterizedTest @MethodSource("rooms")
    void a_doorplate_names_exactly_the_rooms_that_the_code_behind_it_knows(String room) {
        assertThat(rooms(plate(room).group(1))).as("Knows, on the doorplate of %s", room).isEqualTo(arrows().get(room));
    }

    @ParameterizedTest @MethodSource("rooms")
    void a_doorplate_claims_nobody_who_does_not_know_the_room(String room) {
        assertThat(rooms(plate(room).group(2))).as("Known by, on the doorplate of %s", room)
                .allSatisfy(other -> assertThat(arrows()).hasEntrySatisfying(other, known -> assertThat(known).contains(room)));
    }
}

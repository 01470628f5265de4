package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What former sessions have run: a file of one JSON object per line, to which sessions that run side by side append in
 * turn. When it gets long, whoever reads it leaves half of it away.
 */
final class HistoryFile {
    /** Where the number of the last session is looked for. */
    private static final int TAIL_BYTES = 64 << 10;
    private static final long BYTES_MAX = 16L << 20;
    private static final int LINES_MAX = 20_000;
    private static final Pattern SESSION = Pattern.compile("\"session\":(\\d+)");

    private final Path file;
    private boolean broken;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** Where history is kept for this user. */
    static Path usual() {
        String given = System.getenv("XDG_DATA_HOME");
        Path data = given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(given);
        return data.resolve("lull").resolve("history.jsonl");
    }

    /** The number of the last session; the first cell does not wait until thousands of former ones have been read. */
    int lastSession() {
        try {
            Files.createDirectories(file.getParent());
            if (Files.isReadable(file)) {
                OptionalInt last = SESSION.matcher(tail()).results().mapToInt(number -> Integer.parseInt(number.group(1))).max();
                return last.isPresent() ? last.getAsInt() : read().stream().mapToInt(History.Entry::session).max().orElse(0);
            }
        } catch (IOException e) {
            Log.write("cannot read the history in " + file + ": " + e.getMessage());
        }
        return 0;
    }

    private String tail() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** All that is there. */
    List<History.Entry> read() {
        List<History.Entry> entries = new ArrayList<>();
        if (Files.isReadable(file)) {
            try {
                lines().forEach(line -> entryIn(line).ifPresent(entries::add));
            } catch (IOException e) {
                Log.write("cannot read the history in " + file + ": " + e.getMessage());
            }
        }
        return entries;
    }

    private List<String> lines() throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (Files.size(file) <= BYTES_MAX && lines.size() <= LINES_MAX) {
            return lines;
        }
        int first = lines.size();
        long length = 0;
        while (first > 0 && lines.size() - first < LINES_MAX / 2 && length + lines.get(first - 1).length() < BYTES_MAX / 2) {
            first--;
            length += lines.get(first).length();
        }
        List<String> kept = lines.subList(first, lines.size());
        Files.write(file, kept);
        return kept;
    }

    private static Optional<History.Entry> entryIn(String line) {
        try {
            JsonObject json = JsonParser.object().from(line);
            return Optional.of(new History.Entry(json.getInt("session"), json.getInt("line"), json.getString("input", ""), json.getString("output")));
        } catch (JsonParserException e) {
            return Optional.empty();        // half a line, of a kernel that was killed while it wrote: the others are whole
        }
    }

    /** Adds an entry at the end. */
    void append(History.Entry entry) {
        if (broken) {
            return;
        }
        String json = JsonWriter.string((Object) Json.of("session", entry.session(), "line", entry.line(), "input", entry.input(), "output", entry.output()));
        try {
            Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            broken = true;
            Log.write("history is not kept: cannot write " + file + ": " + e.getMessage());
        }
    }
}

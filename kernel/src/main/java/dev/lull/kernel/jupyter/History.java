package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonArray;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What has been run, in this session and in former ones. Kept in a file of one JSON object per line, read only when
 * somebody asks; sessions that run side by side append to it in turn.
 */
final class History {
    private static final int KEPT_MAX = 10_000;
    /** Where the number of the last session is looked for. */
    private static final int TAIL_BYTES = 64 << 10;
    private static final long FILE_BYTES_MAX = 16L << 20;
    private static final Pattern SESSION = Pattern.compile("\"session\":(\\d+)");

    private final Path file;
    private final List<Entry> former = new ArrayList<>();
    private final Deque<Entry> mine = new ArrayDeque<>();
    private boolean formerRead;
    private int session;
    private boolean broken;

    /** One cell that was run; the output is null when it had none. */
    record Entry(int session, int line, String input, String output) {
        JsonArray asJson(boolean withOutput) {
            JsonArray array = new JsonArray();
            array.add(session);
            array.add(line);
            if (withOutput) {
                JsonArray both = new JsonArray();
                both.add(input);
                both.add(output);
                array.add(both);
            } else {
                array.add(input);
            }
            return array;
        }
    }

    History(Path file) {
        this.file = file;
    }

    /** Where history is kept for this user. */
    static Path usualFile() {
        String given = System.getenv("XDG_DATA_HOME");
        Path data = given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(given);
        return data.resolve("lull").resolve("history.jsonl");
    }

    synchronized void add(int line, String input, String output) {
        begin();
        Entry entry = new Entry(session, line, input, output);
        mine.add(entry);
        if (mine.size() > KEPT_MAX) {
            mine.remove();
        }
        append(entry);
    }

    /** Gives this session a number. The first cell does not wait until thousands of former ones have been read. */
    private void begin() {
        if (session > 0) {
            return;
        }
        int last = 0;
        try {
            Files.createDirectories(file.getParent());
            if (Files.isReadable(file)) {
                if (Files.size(file) > FILE_BYTES_MAX) {
                    readFormer();
                }
                last = SESSION.matcher(tail()).results().mapToInt(number -> Integer.parseInt(number.group(1))).max().orElse(0);
            }
        } catch (IOException e) {
            Log.write("cannot read the history in " + file + ": " + e.getMessage());
        }
        session = last + 1;
    }

    private String tail() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void append(Entry entry) {
        if (broken) {
            return;
        }
        String json = JsonWriter.string((Object) Json.of("session", entry.session, "line", entry.line, "input", entry.input, "output", entry.output));
        try {
            Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            broken = true;
            Log.write("history is not kept: cannot write " + file + ": " + e.getMessage());
        }
    }

    private void readFormer() {
        if (formerRead) {
            return;
        }
        formerRead = true;
        if (!Files.isReadable(file)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > 2 * KEPT_MAX) {
                lines = lines.subList(lines.size() - KEPT_MAX, lines.size());
                Files.write(file, lines);
            }
            lines.forEach(this::readLine);
        } catch (IOException e) {
            Log.write("cannot read the history in " + file + ": " + e.getMessage());
        }
    }

    private void readLine(String line) {
        try {
            JsonObject json = JsonParser.object().from(line);
            if (json.getInt("session") != session) {
                former.add(new Entry(json.getInt("session"), json.getInt("line"), json.getString("input", ""), json.getString("output")));
            }
        } catch (JsonParserException e) {
            // Half a line, of a kernel that was killed while it wrote: the others are whole.
        }
    }

    /** Answers a history_request. */
    synchronized List<JsonArray> find(JsonObject request) {
        begin();
        readFormer();
        boolean withOutput = Json.flag(request, "output", false);
        List<Entry> found = switch (request.getString("hist_access_type", "tail")) {
            case "range" -> range(request.getInt("session", 0), request.getInt("start", 0), request.get("stop") instanceof Number stop ? stop.intValue() : Integer.MAX_VALUE);
            case "search" -> search(request.getString("pattern", "*"), Json.flag(request, "unique", false));
            default -> all();
        };
        int n = request.get("n") instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
        boolean range = request.getString("hist_access_type", "tail").equals("range");
        List<Entry> last = range || found.size() <= n ? found : found.subList(found.size() - Math.max(0, n), found.size());
        return last.stream().map(entry -> entry.asJson(withOutput)).toList();
    }

    private List<Entry> all() {
        List<Entry> all = new ArrayList<>(former);
        all.addAll(mine);
        return all;
    }

    /** Session 0 is this one, -1 the one before it. */
    private List<Entry> range(int wanted, int start, int stop) {
        int number = wanted > 0 ? wanted : session + wanted;
        return all().stream().filter(e -> e.session == number && e.line >= start && e.line < stop).toList();
    }

    private List<Entry> search(String glob, boolean unique) {
        Pattern pattern = Pattern.compile(asRegex(glob), Pattern.DOTALL);
        List<Entry> found = new ArrayList<>(all().stream().filter(e -> pattern.matcher(e.input).matches()).toList());
        if (!unique) {
            return found;
        }
        Collections.reverse(found);         // of what was run twice, the later time counts
        LinkedHashSet<String> seen = new LinkedHashSet<>();
        found.removeIf(entry -> !seen.add(entry.input));
        Collections.reverse(found);
        return found;
    }

    private static String asRegex(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.codePoints().forEach(c -> regex.append(switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
        }));
        return regex.toString();
    }
}

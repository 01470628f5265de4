package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What has been run, in this session and in former ones: the last ten thousand cells, if they are not too long, and of
 * what they showed the beginning.
 */
final class History {
    private static final int KEPT_MAX = 10_000;
    private static final int CHARS_MAX = 16 << 20;
    private static final int OUTPUT_MAX = 10_000;

    private final HistoryFile file;
    private final Deque<Entry> mine = new ArrayDeque<>();
    private List<Entry> former;         // read only when somebody asks
    private long length;
    private int session;

    /** One cell that was run; the output is null when it had none. */
    record Entry(int session, int line, String input, String output) {
        int length() {
            return input.length() + (output == null ? 0 : output.length());
        }

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
        this.file = new HistoryFile(file);
    }

    synchronized void add(int line, String input, String output) {
        begin();
        Entry entry = new Entry(session, line, input, output == null ? null : beginningOf(output));
        mine.add(entry);
        length += entry.length();
        while (mine.size() > KEPT_MAX || length > CHARS_MAX) {
            length -= mine.remove().length();
        }
        file.append(entry);
    }

    private static String beginningOf(String output) {
        return output.length() <= OUTPUT_MAX ? output : output.substring(0, OUTPUT_MAX) + "...";
    }

    /** Gives this session a number. */
    private void begin() {
        if (session == 0) {
            session = file.lastSession() + 1;
        }
    }

    private List<Entry> all() {
        if (former == null) {
            former = file.read().stream().filter(entry -> entry.session != session).toList();
        }
        List<Entry> all = new ArrayList<>(former);
        all.addAll(mine);
        return all;
    }

    /** Answers a history_request. */
    synchronized List<JsonArray> find(JsonObject request) {
        begin();
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

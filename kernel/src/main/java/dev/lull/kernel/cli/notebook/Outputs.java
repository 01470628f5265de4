package dev.lull.kernel.cli.notebook;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what the kernel publishes while cells run into the outputs that are kept in the notebook. */
public final class Outputs {
    /** Where the answers to one execute request go. A thread may go on printing when later cells have begun. */
    private static final class Place {
        final JsonArray outputs;
        boolean clearBeforeNext;

        Place(JsonArray outputs) {
            this.outputs = outputs;
        }
    }

    private final Map<String, Place> places = new HashMap<>();
    /** Every kept output of a display id, in whatever cell: an update reaches them all. */
    private final Map<String, List<JsonObject>> displays = new HashMap<>();

    /** What is published in answer to this request belongs to this cell. */
    public void expect(String request, Cell cell) {
        places.put(request, new Place(cell.outputs()));
    }

    /** Takes in one iopub message; those that are no output, or nobody's, are ignored. */
    public void accept(String request, String type, JsonObject content) {
        Place place = places.get(request);
        if (place == null) return;
        switch (type) {
            case "stream"              -> stream(place, content);
            case "display_data"        -> add(place, shown("display_data", content));
            case "execute_result"      -> {
                JsonObject output = shown("execute_result", content);
                output.put("execution_count", content.get("execution_count"));
                add(place, output);
            }
            case "error"               -> add(place, error(content));
            case "update_display_data" -> update(content);
            case "clear_output"        -> {
                place.clearBeforeNext = true;
                if (!content.getBoolean("wait", false)) clearIfAsked(place);
            }
            default                    -> { }
        }
    }

    /** Ends the run: from here on the outputs are as the notebook format wants them. */
    public void settle() {
        for (Place place : places.values()) {
            for (Object item : place.outputs) {
                JsonObject output = (JsonObject) item;
                if (isStream(output)) output.put("text", Cell.text(output.get("text")));
            }
        }
    }

    private void stream(Place place, JsonObject content) {
        clearIfAsked(place);
        String name = content.getString("name", "stdout");
        String text = content.getString("text", "");
        JsonObject last = place.outputs.isEmpty() ? null : place.outputs.getObject(place.outputs.size() - 1);
        if (last != null && isStream(last) && name.equals(last.get("name"))) {
            last.getArray("text").add(text);     // pieces, joined in settle(): a flood would be quadratic otherwise
            return;
        }
        JsonObject output = new JsonObject();
        output.put("output_type", "stream");
        output.put("name", name);
        output.put("text", new JsonArray(List.of(text)));
        place.outputs.add(output);
    }

    private JsonObject shown(String kind, JsonObject content) {
        JsonObject output = new JsonObject();
        output.put("output_type", kind);
        fill(output, content);
        String id = displayId(content);
        if (id != null) displays.computeIfAbsent(id, unused -> new ArrayList<>()).add(output);
        return output;
    }

    private void update(JsonObject content) {
        for (JsonObject output : displays.getOrDefault(displayId(content), List.of())) fill(output, content);
    }

    private static void fill(JsonObject output, JsonObject content) {
        output.put("data", content.getObject("data", new JsonObject()));
        output.put("metadata", content.getObject("metadata", new JsonObject()));
    }

    private static JsonObject error(JsonObject content) {
        JsonObject output = new JsonObject();
        output.put("output_type", "error");
        output.put("ename", content.getString("ename", ""));
        output.put("evalue", content.getString("evalue", ""));
        output.put("traceback", content.getArray("traceback", new JsonArray()));
        return output;
    }

    private static void add(Place place, JsonObject output) {
        clearIfAsked(place);
        place.outputs.add(output);
    }

    private static void clearIfAsked(Place place) {
        if (place.clearBeforeNext) place.outputs.clear();
        place.clearBeforeNext = false;
    }

    private static boolean isStream(JsonObject output) {
        return "stream".equals(output.get("output_type"));
    }

    private static String displayId(JsonObject content) {
        return content.get("transient") instanceof JsonObject hidden ? hidden.getString("display_id") : null;
    }
}

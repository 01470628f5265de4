package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import java.util.Map;

/** Small JSON objects written in one line. */
final class Json {
    private Json() {}

    /** An object of names and values in turn. */
    static JsonObject of(Object... namesAndValues) {
        JsonObject object = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** A map as an object. */
    static JsonObject of(Map<String, ?> map) {
        return new JsonObject(map);
    }

    /** A member of an object as a flag; the default where it is missing or no flag. */
    static boolean flag(JsonObject object, String name, boolean otherwise) {
        return object.get(name) instanceof Boolean flag ? flag : otherwise;
    }
}

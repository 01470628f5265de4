package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /**
     * A value as every reader of JSON takes it: NaN and the infinities as null, since a browser would throw the whole message away,
     * and a character as text.
     */
    static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, member) -> object.put(String.valueOf(name), plain(member)));
            return object;
        }
        if (value instanceof Collection<?> collection) {
            JsonArray array = new JsonArray();
            collection.forEach(member -> array.add(plain(member)));
            return array;
        }
        if (value != null && value.getClass().isArray()) {
            return plain(IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i)).collect(Collectors.toCollection(ArrayList::new)));
        }
        boolean endless = (value instanceof Double || value instanceof Float) && !Double.isFinite(((Number) value).doubleValue());
        return endless ? null : value instanceof Character ? value.toString() : value;
    }

    /** A member of an object as a flag; the default where it is missing or no flag. */
    static boolean flag(JsonObject object, String name, boolean otherwise) {
        return object.get(name) instanceof Boolean flag ? flag : otherwise;
    }
}

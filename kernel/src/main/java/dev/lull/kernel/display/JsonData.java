package dev.lull.kernel.display;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as JSON knows them: texts, numbers, booleans, lists and maps. What is none of these is refused where it is given, not where it is sent. */
final class JsonData {
    private static final int DEPTH_MAX = 200;

    private JsonData() {}

    /** The value with arrays and collections as lists, records and maps as maps with texts for keys, and single words as texts. */
    static Object of(Object value) {
        return of(value, 0);
    }

    private static Object of(Object value, int depth) {
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("This is no JSON: it goes deeper than " + DEPTH_MAX + " levels, or contains itself.");
        }
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), of(member, depth + 1)));
            return members;
        }
        if (value instanceof Record record) {
            RecordFields fields = new RecordFields(record.getClass());
            List<Object> values = fields.values(record);
            Map<String, Object> members = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                members.put(fields.names().get(i), of(values.get(i), depth + 1));
            }
            return members;
        }
        List<Object> elements = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            collection.forEach(element -> elements.add(of(element, depth + 1)));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(of(Array.get(value, i), depth + 1));
            }
        } else {
            throw new IllegalArgumentException("A " + PlainText.nameOf(value.getClass())
                    + " is no JSON. Texts, numbers, booleans, arrays, collections, maps and records are; toString() makes a text of anything.");
        }
        return elements;
    }
}

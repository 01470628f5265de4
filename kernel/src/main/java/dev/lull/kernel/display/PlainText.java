package dev.lull.kernel.display;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/** A value as plain text of bounded length, whatever its depth, size or cycles. */
public final class PlainText {
    private static final int LENGTH_MAX = 100_000;
    private static final int NESTED_MAX = 2_000;
    private static final int ELEMENTS_MAX = 100;
    private static final int DEPTH_MAX = 6;
    private static final int WIDTH = 80;

    private static volatile UnaryOperator<String> names = UnaryOperator.identity();

    private final StringBuilder text = new StringBuilder();
    private final Map<Object, Boolean> open = new IdentityHashMap<>();
    private final Deque<Parts> parts = new ArrayDeque<>();

    private PlainText() {}

    /** The text of a value. */
    public static String of(Object value) {
        PlainText printer = new PlainText();
        if (value instanceof CharSequence chars) {
            return cut(chars.toString(), LENGTH_MAX);
        }
        printer.print(value);
        return cut(printer.text.toString(), LENGTH_MAX);
    }

    /** Puts class names as the user knows them wherever a value says what class it is of. */
    public static void namesBy(UnaryOperator<String> usersNames) {
        names = usersNames;
    }

    /** A class's name as the user knows it. */
    static String nameOf(Class<?> type) {
        return names.apply(type.getName());
    }

    private void print(Object value) {
        if (text.length() > LENGTH_MAX) {
            return;
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?> || value != null && value.getClass().isArray()
                || value instanceof Record record && RecordFields.areShownBy(record.getClass())) {
            nested(value);
        } else if (value instanceof Optional<?> optional && optional.isPresent()) {
            text.append("Optional[");
            print(optional.get());
            text.append(']');
        } else if (value instanceof Map.Entry<?, ?> entry) {
            print(entry.getKey());
            text.append('=');
            print(entry.getValue());
        } else if (value instanceof BaseStream<?, ?>) {        // to show its elements is to use it up
            text.append(value instanceof Stream ? "a Stream, not read yet: .toList() has its elements" : "a stream of numbers, not read yet: .toArray() has them");
        } else {
            text.append(cut(inItsOwnWords(value), open.isEmpty() ? LENGTH_MAX : NESTED_MAX));
        }
    }

    private void nested(Object value) {
        if (!parts.isEmpty()) {
            parts.element().haveParts = true;
        }
        if (open.containsKey(value)) {
            text.append("(this ").append(value.getClass().getSimpleName()).append(" again)");
        } else if (open.size() >= DEPTH_MAX) {
            text.append("...");
        } else {
            int start = text.length();
            open.put(value, true);
            parts.push(new Parts());
            try {
                printParts(value);
            } catch (RuntimeException e) {
                text.append("(unreadable: ").append(e).append(')').append(value instanceof Map ? '}' : ']');
            }
            Parts own = parts.pop();
            if (own.haveParts && text.length() - start > WIDTH && !(value instanceof Record)) {
                breakAt(own.gaps);
            }
            open.remove(value);
        }
    }

    /** What stands within the brackets of a value: where its parts are set apart, and whether these have brackets in turn. */
    private static final class Parts {
        private final List<Integer> gaps = new ArrayList<>();
        private boolean haveParts;
    }

    /** Puts each part on a line of its own, under the first one. */
    private void breakAt(List<Integer> gaps) {
        for (int i = gaps.size() - 1; i >= 0; i--) {
            text.replace(gaps.get(i), gaps.get(i) + 1, "\n" + " ".repeat(open.size()));
        }
    }

    private void printParts(Object value) {
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            printMap(map);
            text.append('}');
        } else if (value instanceof Collection<?> collection) {
            text.append('[');
            printElements(collection.iterator(), collection.size());
            text.append(']');
        } else if (value instanceof Record record) {
            text.append(record.getClass().getSimpleName()).append('[');
            printRecord(record);
            text.append(']');
        } else {
            text.append('[');
            printArray(value);
            text.append(']');
        }
    }

    private void printRecord(Record record) {
        RecordFields fields = new RecordFields(record.getClass());
        List<Object> values = fields.values(record);
        for (int i = 0; i < values.size() && comma(i, values.size()); i++) {
            text.append(fields.names().get(i)).append('=');
            print(values.get(i));
        }
    }

    private void printMap(Map<?, ?> map) {
        int done = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!comma(done++, map.size())) {
                return;
            }
            print(entry.getKey());
            text.append('=');
            print(entry.getValue());
        }
    }

    private void printElements(Iterator<?> elements, int size) {
        for (int done = 0; elements.hasNext() && comma(done, size); done++) {
            print(elements.next());
        }
    }

    private void printArray(Object array) {
        int size = Array.getLength(array);
        for (int i = 0; i < size && comma(i, size); i++) {
            print(Array.get(array, i));
        }
    }

    /** Puts a comma where one belongs; false, and a count of the rest, when there has been enough. */
    private boolean comma(int done, int size) {
        if (done > 0) {
            text.append(", ");
            parts.element().gaps.add(text.length() - 1);
        }
        if (done < ELEMENTS_MAX) {
            return true;
        }
        text.append(String.format(java.util.Locale.ROOT, "... %,d more", Math.max(1, size - done)));
        return false;
    }

    private static String inItsOwnWords(Object value) {
        try {
            return value instanceof CharSequence ? value.toString() : names.apply(String.valueOf(value));
        } catch (RuntimeException | StackOverflowError e) {
            return names.apply(value.getClass().getName()) + " (its toString() failed: " + e.getClass().getName() + ")";
        }
    }

    private static String cut(String text, int max) {
        if (text == null) {
            return "null";
        }
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + String.format(java.util.Locale.ROOT, "... (%,d characters more)", text.length() - end);
    }
}

package dev.lull.kernel.display;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The components of a record class, read through its accessors. */
final class RecordFields {
    private final RecordComponent[] components;

    RecordFields(Class<?> type) {
        components = type.getRecordComponents();
        for (RecordComponent component : components) {
            component.getAccessor().trySetAccessible();     // records of a notebook are seldom public
        }
    }

    /**
     * Whether records of this class say no more of themselves than their components: then they can be shown part by
     * part, and a deep chain of them is cut. A toString() that nobody wrote is final.
     */
    static boolean areShownBy(Class<?> type) {
        try {
            return !type.getModule().isNamed() && Modifier.isFinal(type.getMethod("toString").getModifiers());
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every class has one", e);
        }
    }

    List<String> names() {
        return Stream.of(components).map(RecordComponent::getName).toList();
    }

    List<Object> values(Record record) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            try {
                values.add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                values.add("?");
            }
        }
        return values;
    }
}

package dev.lull.kernel.display;

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

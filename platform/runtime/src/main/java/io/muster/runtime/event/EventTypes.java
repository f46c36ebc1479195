package io.muster.runtime.event;

import io.muster.contracts.Event;
import io.muster.contracts.Topic;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** CloudEvents type by event class: {@link Topic#typeOf} walks the catalogue, which is too much for every event. */
final class EventTypes {

    private static final Map<Class<?>, String> BY_CLASS = new ConcurrentHashMap<>();

    private EventTypes() {}

    static <E extends Event> String typeOf(Topic<E> topic, E event) {
        String known = BY_CLASS.get(event.getClass());
        return known != null ? known : BY_CLASS.computeIfAbsent(event.getClass(), type -> topic.typeOf(event));
    }
}

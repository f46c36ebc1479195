package io.muster.allocator.payload;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Labels identify a payload and are matched by selectors; annotations carry data for the game server.
 */
public record Metadata(Map<String, String> labels, Map<String, String> annotations) {

    public static final Metadata NONE = new Metadata(Map.of(), Map.of());

    public Metadata {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** Both with these set over it. */
    public Metadata with(Metadata changes) {
        return new Metadata(over(labels, changes.labels), over(annotations, changes.annotations));
    }

    public Metadata withoutLabel(String key) {
        return new Metadata(without(labels, key), annotations);
    }

    public Metadata withoutAnnotation(String key) {
        return new Metadata(labels, without(annotations, key));
    }

    public static Metadata label(String key, String value) {
        return new Metadata(Map.of(key, value), Map.of());
    }

    public static Metadata annotation(String key, String value) {
        return new Metadata(Map.of(), Map.of(key, value));
    }

    private static Map<String, String> over(Map<String, String> base, Map<String, String> changes) {
        if (changes.isEmpty()) {
            return base;
        }
        Map<String, String> result = new LinkedHashMap<>(base);
        result.putAll(changes);
        return result;
    }

    private static Map<String, String> without(Map<String, String> base, String key) {
        Map<String, String> result = new LinkedHashMap<>(base);
        result.remove(key);
        return result;
    }
}

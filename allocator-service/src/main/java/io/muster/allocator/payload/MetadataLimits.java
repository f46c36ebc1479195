package io.muster.allocator.payload;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Limits of labels and annotations. Those of keys and label values are published by the seed's owner; the sizes of
 * annotations and the numbers of both are not, and are ours.
 */
public final class MetadataLimits {

    public static final int KEY_LENGTH = 59;
    public static final int LABEL_VALUE_LENGTH = 63;
    public static final int ANNOTATION_VALUE_LENGTH = 65_536;
    public static final int ENTRIES = 64;

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

    private MetadataLimits() {}

    /** What is wrong with the whole, or empty. */
    public static Optional<String> violation(Metadata metadata) {
        return sizeViolation(metadata)
                .or(() -> first(metadata.labels(), true))
                .or(() -> first(metadata.annotations(), false));
    }

    /** Whether there are too many of them, or empty. */
    public static Optional<String> sizeViolation(Metadata metadata) {
        if (metadata.labels().size() > ENTRIES) {
            return Optional.of("labels: at most " + ENTRIES + " are allowed");
        }
        return metadata.annotations().size() > ENTRIES
                ? Optional.of("annotations: at most " + ENTRIES + " are allowed")
                : Optional.empty();
    }

    /** What is wrong with one label, or empty. */
    public static Optional<String> labelViolation(String key, String value) {
        return keyViolation("label", key).or(() -> {
            if (value == null) {
                return Optional.of("label '" + key + "': value is missing");
            }
            boolean legal = value.isEmpty() || WORD.matcher(value).matches();
            return value.length() <= LABEL_VALUE_LENGTH && legal
                    ? Optional.empty()
                    : Optional.of("label '" + key + "': a value has at most " + LABEL_VALUE_LENGTH
                            + " letters, digits, '-', '_' or '.', and begins and ends with a letter or digit");
        });
    }

    /** What is wrong with one annotation, or empty. */
    public static Optional<String> annotationViolation(String key, String value) {
        return keyViolation("annotation", key).or(() -> {
            if (value == null) {
                return Optional.of("annotation '" + key + "': value is missing");
            }
            return value.length() <= ANNOTATION_VALUE_LENGTH
                    ? Optional.empty()
                    : Optional.of(
                            "annotation '" + key + "': a value has at most " + ANNOTATION_VALUE_LENGTH + " characters");
        });
    }

    private static Optional<String> keyViolation(String what, String key) {
        if (key == null || key.isEmpty()) {
            return Optional.of(what + " key: is missing");
        }
        return key.length() <= KEY_LENGTH && WORD.matcher(key).matches()
                ? Optional.empty()
                : Optional.of(what + " key '" + key.substring(0, Math.min(key.length(), KEY_LENGTH))
                        + "': a key has 1 to " + KEY_LENGTH
                        + " letters, digits, '-', '_' or '.', and begins and ends with a letter or digit");
    }

    private static Optional<String> first(Map<String, String> entries, boolean labels) {
        return entries.entrySet().stream()
                .map(entry -> labels
                        ? labelViolation(entry.getKey(), entry.getValue())
                        : annotationViolation(entry.getKey(), entry.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}

package io.muster.allocator.orchestration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.MetadataLimits;
import io.muster.allocator.payload.PayloadState;
import io.muster.allocator.reservation.ClaimCriteria;
import io.muster.allocator.reservation.Packing;
import io.muster.allocator.reservation.Reservation;
import io.muster.allocator.reservation.Selector;
import io.muster.runtime.problem.Problems;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * CreateReservation as published; the whole body and every field of it are optional. Ours are {@code scheduling},
 * {@code preferred_versions}, {@code ttl_seconds} (confirm within, or it ends) and {@code wait_seconds} (for a payload).
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReservationBody(
        List<SelectorBody> selectors,
        MetadataBody payloadMetadata,
        String scheduling,
        List<Long> preferredVersions,
        Integer ttlSeconds,
        Integer waitSeconds) {

    private static final int MOST_SELECTORS = 16;
    private static final int LONGEST_WAIT = 30;
    private static final int LONGEST_TIME_LIMIT = 86_400;

    /** A selector; the published guide also writes {@code []} for no labels. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record SelectorBody(JsonNode matchLabels, String payloadState) {}

    /** Metadata to set in the same step. */
    public record MetadataBody(
            @JsonProperty("labels") Map<String, String> labels,
            @JsonProperty("annotations") Map<String, String> annotations) {}

    /** What it asks for; a problem that names the field when it makes no sense. */
    static Reservation.Request request(ReservationBody body) {
        if (body == null) {
            return new Reservation.Request(ClaimCriteria.ANY, Metadata.NONE, null);
        }
        List<SelectorBody> selectors = body.selectors() == null ? List.of() : body.selectors();
        if (selectors.size() > MOST_SELECTORS) {
            throw Problems.badRequest("selectors", "at most " + MOST_SELECTORS + " are allowed");
        }
        List<Long> versions = body.preferredVersions() == null ? List.of() : body.preferredVersions();
        if (versions.size() > MOST_SELECTORS || versions.stream().anyMatch(Objects::isNull)) {
            throw Problems.badRequest("preferred_versions", "at most " + MOST_SELECTORS + " numbers are allowed");
        }
        ClaimCriteria criteria = new ClaimCriteria(
                selectors.stream().map(ReservationBody::selector).toList(), packing(body.scheduling()), versions);
        requireRange("wait_seconds", body.waitSeconds(), LONGEST_WAIT);
        requireRange("ttl_seconds", body.ttlSeconds(), LONGEST_TIME_LIMIT);
        Duration timeLimit = body.ttlSeconds() == null ? null : Duration.ofSeconds(body.ttlSeconds());
        return new Reservation.Request(criteria, metadata(body.payloadMetadata()), timeLimit);
    }

    /** How long the caller is willing to wait. */
    static Duration patience(ReservationBody body) {
        return body == null || body.waitSeconds() == null ? Duration.ZERO : Duration.ofSeconds(body.waitSeconds());
    }

    private static void requireRange(String field, Integer value, int most) {
        if (value != null && (value < 1 || value > most)) {
            throw Problems.badRequest(field, "must be 1 to " + most);
        }
    }

    private static Selector selector(SelectorBody body) {
        if (body == null) {
            return Selector.ANY;
        }
        PayloadState state = body.payloadState() == null
                ? PayloadState.READY
                : PayloadState.ofPublished(body.payloadState())
                        .filter(known -> known == PayloadState.READY || known == PayloadState.RESERVED)
                        .orElseThrow(() -> Problems.badRequest("selectors.payload_state", "must be Ready or Reserved"));
        return new Selector(labels(body.matchLabels()), state);
    }

    private static Map<String, String> labels(JsonNode node) {
        if (node == null || node.isNull() || (node.isArray() && node.isEmpty())) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw Problems.badRequest("selectors.match_labels", "must be an object of strings");
        }
        Map<String, String> labels = new HashMap<>();
        node.properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw Problems.badRequest("selectors.match_labels." + entry.getKey(), "must be a string");
            }
            labels.put(entry.getKey(), entry.getValue().textValue());
        });
        MetadataLimits.violation(new Metadata(labels, Map.of())).ifPresent(message -> {
            throw Unprocessable.because("selectors.match_labels: " + message);
        });
        return labels;
    }

    private static Packing packing(String scheduling) {
        return switch (scheduling) {
            case null -> Packing.PACKED;
            case "Packed" -> Packing.PACKED;
            case "Distributed" -> Packing.DISTRIBUTED;
            default -> throw Problems.badRequest("scheduling", "must be Packed or Distributed");
        };
    }

    private static Metadata metadata(MetadataBody body) {
        if (body == null) {
            return Metadata.NONE;
        }
        Map<String, String> labels = body.labels() == null ? Map.of() : body.labels();
        Map<String, String> annotations = body.annotations() == null ? Map.of() : body.annotations();
        if (Stream.of(labels, annotations).flatMap(map -> map.values().stream()).anyMatch(Objects::isNull)) {
            throw Problems.badRequest("payload_metadata", "values must not be null");
        }
        Metadata metadata = new Metadata(labels, annotations);
        MetadataLimits.violation(metadata).ifPresent(message -> {
            throw Unprocessable.because(message);
        });
        return metadata;
    }
}

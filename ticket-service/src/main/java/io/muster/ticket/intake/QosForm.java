package io.muster.ticket.intake;

import io.muster.contracts.ticket.QosResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measurements to regions: {@code [{regionId, packetLoss, latency}]}, or the same as an object by region. */
final class QosForm {

    private static final double LONGEST_LATENCY = 600_000;

    private final Violations violations;
    private final PlainValues values;

    QosForm(Violations violations, PlainValues values) {
        this.violations = violations;
        this.values = values;
    }

    List<QosResult> read(String path, Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list(path, list);
            case Map<?, ?> byRegion -> byRegion(path, byRegion);
            default -> {
                violations.type(path, "a list");
                yield List.of();
            }
        };
    }

    /** The older form wraps the regions once more: {@code {"QosResults": {"eu": {...}}}}. */
    private List<QosResult> byRegion(String path, Map<?, ?> byRegion) {
        Object wrapped = new Members(byRegion).get("qosResults");
        return wrapped == null ? list(path, List.copyOf(byRegion.values())) : read(path, wrapped);
    }

    private List<QosResult> list(String path, List<?> list) {
        if (list.size() > TicketLimits.QOS_RESULTS) {
            violations.add(path, "too-many", "must have at most " + TicketLimits.QOS_RESULTS + " results");
            return List.of();
        }
        List<QosResult> results = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            results.add(result(path + '[' + i + ']', list.get(i)));
        }
        return results;
    }

    private QosResult result(String path, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            violations.type(path, "an object");
            return new QosResult(path, 0, 0);
        }
        Members result = new Members(map);
        return new QosResult(
                values.name(path + ".regionId", result.get("regionId"), TicketLimits.ID_LENGTH),
                number(path + ".packetLoss", result.get("packetLoss"), 1, "a ratio from 0.0 to 1.0"),
                number(
                        path + ".latency",
                        result.get("latency"),
                        LONGEST_LATENCY,
                        "milliseconds from 0 to " + (long) LONGEST_LATENCY));
    }

    private double number(String path, Object value, double most, String what) {
        if (!(value instanceof Number number)) {
            violations.required(path, what);
            return 0;
        }
        double measured = number.doubleValue();
        if (!(measured >= 0 && measured <= most)) {
            violations.add(path, "out-of-range", "must be " + what);
        }
        return measured;
    }
}

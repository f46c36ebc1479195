package io.muster.match.config;

import io.muster.match.rules.Hosting;
import java.util.Locale;
import java.util.Optional;

/** Reads where the matches of a pool are played. */
final class HostingReader {

    private static final String DEFAULT_ALLOCATION = "default";

    private HostingReader() {}

    /** Reads {@code matchHosting}; without it nothing is allocated and players meet by the match id. */
    static Hosting read(Fields pool) {
        Optional<Fields> hosting = pool.object("matchHosting");
        if (hosting.isEmpty()) {
            return new Hosting.MatchId();
        }
        Fields fields = hosting.get();
        String type = fields.text("type", "");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "allocate" -> new Hosting.Allocate(fields.text("allocation", DEFAULT_ALLOCATION));
            case "multiplay" -> multiplay(fields);
            case "matchid", "match-id" -> new Hosting.MatchId();
            case "cloudcode", "external" -> new Hosting.External();
            default -> {
                fields.violation("type", "unknown", "must be Allocate, Multiplay, MatchId, CloudCode or External");
                yield new Hosting.MatchId();
            }
        };
    }

    /** Published configs name a fleet, or a profile, which is what our allocations stand for. */
    static Hosting multiplay(Fields fields) {
        Object named = fields.rawOf("allocation", "fleetName", "buildConfigurationName", "profile", "fleetId");
        return new Hosting.Allocate(named instanceof String text && !text.isBlank() ? text : DEFAULT_ALLOCATION);
    }

    /** Region of players without measurements: named by the pool, its rules, or its hosting. */
    static String defaultRegion(Fields pool, Fields logic) {
        String named = pool.text("defaultQosRegion", logic.text("defaultQosRegion", null));
        if (named != null) {
            return named;
        }
        return pool.object("matchHosting")
                .map(hosting -> hosting.text("defaultQoSRegionName", hosting.text("defaultQosRegion", null)))
                .orElse(null);
    }
}

package io.muster.match.config;

import io.muster.runtime.problem.Problems;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a writer expects of the present version: {@code If-Match} and {@code If-None-Match} of RFC 9110. A failed
 * {@code If-Match} is 412; creating what is there already ({@code If-None-Match: *}) is 409, as the published API has it.
 */
public record Precondition(String ifMatch, String ifNoneMatch) {

    /** Fails when the present version is not what the writer expects. */
    void check(Optional<StoredConfig> current) {
        if (ifMatch != null && !matches(ifMatch, current)) {
            throw Problems.preconditionFailed(current.map(config -> "The config is at version " + config.version()
                            + "; read it again and repeat the change on that version.")
                    .orElse("There is no such config any longer."));
        }
        if (ifNoneMatch != null && matches(ifNoneMatch, current)) {
            long version = current.map(StoredConfig::version).orElse(0L);
            throw Problems.conflict(
                    "config-exists", "The config exists at version " + version + ".", Map.of("version", version));
        }
    }

    private static boolean matches(String header, Optional<StoredConfig> current) {
        if (header.trim().equals("*")) {
            return current.isPresent();
        }
        return current.isPresent()
                && Arrays.stream(header.split(","))
                        .map(String::trim)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals(current.get().entityTag())
                                || tag.equals(Long.toString(current.get().version())));
    }
}

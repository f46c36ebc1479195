package io.muster.match.version;

import io.muster.runtime.problem.Problems;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a writer expects of the present version: {@code If-Match} and {@code If-None-Match} of RFC 9110, null where the
 * header is missing. A failed {@code If-Match} is 412; creating what is there already ({@code If-None-Match: *}) is 409, as
 * the published API has it.
 */
public record Precondition(String ifMatch, String ifNoneMatch) {

    /** The entity tag of a version. */
    public static String entityTag(long version) {
        return "\"" + version + '"';
    }

    /**
     * Fails when the present version is not what the writer expects.
     *
     * @param what is written, such as {@code config}
     * @param version empty when there is none
     */
    public void check(String what, OptionalLong version) {
        if (ifMatch != null && !matches(ifMatch, version)) {
            throw Problems.preconditionFailed(
                    version.isPresent()
                            ? "The " + what + " is at version " + version.getAsLong()
                                    + "; read it again and repeat the change on that version."
                            : "There is no such " + what + " any longer.");
        }
        if (ifNoneMatch != null && matches(ifNoneMatch, version)) {
            throw Problems.conflict(
                    what + "-exists",
                    "The " + what + " exists at version " + version.getAsLong() + ".",
                    Map.of("version", version.getAsLong()));
        }
    }

    private static boolean matches(String header, OptionalLong version) {
        return version.isPresent()
                && Arrays.stream(header.split(","))
                        .map(String::trim)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*")
                                || tag.equals(entityTag(version.getAsLong()))
                                || tag.equals(Long.toString(version.getAsLong())));
    }
}

package io.muster.session.serviceaccount;

import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be said about service accounts and their refresh tokens. Everything refused names its field and limit. */
final class ServiceAccountRules {

    /** Most accounts of a namespace. */
    static final int MOST_ACCOUNTS = 100;
    /** Most refresh tokens of an account that are not over. */
    static final int MOST_TOKENS = 8;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");
    private static final Set<Role> GRANTABLE = EnumSet.of(Role.DEVELOPER, Role.SERVICE);
    private static final int LONGEST_DESCRIPTION = 256;
    private static final int LONGEST_LIFE_DAYS = 365;
    /** Half a year, as long as a token should live before it is replaced. */
    private static final int USUAL_LIFE_DAYS = 180;

    private static final long LONGEST_OVERLAP_SECONDS = Duration.ofDays(7).toSeconds();
    private static final long USUAL_OVERLAP_SECONDS = Duration.ofDays(1).toSeconds();

    private ServiceAccountRules() {}

    static String name(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Problems.badRequest("name", "must have 1 to 64 letters, digits, '-', '_' or '.'");
        }
        return name;
    }

    /** The roles of those names; at least one. */
    static Set<Role> roles(List<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names == null ? List.<String>of() : names) {
            roles.add(Role.ofClaim(name == null ? "" : name)
                    .filter(GRANTABLE::contains)
                    .orElseThrow(() -> Problems.badRequest("roles", "must be developer or service")));
        }
        if (roles.isEmpty()) {
            throw Problems.badRequest("roles", "must name developer, service or both");
        }
        return roles;
    }

    static String description(String text) {
        String description = text == null ? "" : text;
        if (description.length() > LONGEST_DESCRIPTION) {
            throw Problems.badRequest("description", "must have at most " + LONGEST_DESCRIPTION + " characters");
        }
        return description;
    }

    /** How long a refresh token lives. */
    static Duration life(Integer days) {
        int life = days == null ? USUAL_LIFE_DAYS : days;
        if (life < 1 || life > LONGEST_LIFE_DAYS) {
            throw Problems.badRequest("expiresInDays", "must be 1 to " + LONGEST_LIFE_DAYS);
        }
        return Duration.ofDays(life);
    }

    /** How long the secret before stays good. */
    static Duration overlap(Long seconds) {
        long overlap = seconds == null ? USUAL_OVERLAP_SECONDS : seconds;
        if (overlap < 0 || overlap > LONGEST_OVERLAP_SECONDS) {
            throw Problems.badRequest("overlapSeconds", "must be 0 to " + LONGEST_OVERLAP_SECONDS);
        }
        return Duration.ofSeconds(overlap);
    }
}

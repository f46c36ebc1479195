package io.muster.runtime.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.muster.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;

/**
 * Checks tokens as RFC 8725 and RFC 9068 ask for: one algorithm (RS256), one type ({@code at+jwt}), issuer, audience,
 * life time, and a key that is chosen by its id from the configured set only.
 *
 * <p>Verified tokens are remembered until they expire, at most {@link #MAX_CACHED} of them; beyond that the ones used
 * least are verified again.
 */
@ApplicationScoped
public class JwtVerifier implements TokenVerifier {

    static final String ISSUER = "muster";
    static final String AUDIENCE = "muster";

    private static final int MAX_LENGTH = 8 * 1024;
    private static final int MAX_CACHED = 20_000;
    private static final int LONGEST_NAME = 128;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final AlgorithmConstraints RS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    /** A token that was fine, with the keys it was checked against. */
    private record Verified(Caller caller, Instant expiresAt, long keys) {}

    private final SigningKeys keys;
    private final InstantSource clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    public JwtVerifier(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Caller verify(String bearerToken) {
        try {
            return check(bearerToken);
        } catch (UnknownKeyException e) {
            keys.refresh().subscribe().with(refreshed -> {});
            throw unknownKey();
        }
    }

    @Override
    public Uni<Caller> authenticate(String bearerToken) {
        try {
            return Uni.createFrom().item(check(bearerToken));
        } catch (UnknownKeyException e) {
            return keys.refresh().map(refreshed -> verify(bearerToken));
        } catch (RuntimeException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private Caller check(String token) {
        Instant now = clock.instant();
        Verified known = verified.getIfPresent(token);
        if (known != null && known.keys() == keys.generation() && now.isBefore(known.expiresAt())) {
            return known.caller();
        }
        verified.invalidate(token);
        Verified checked = parse(token, now);
        verified.put(token, checked);
        return checked.caller();
    }

    private Verified parse(String token, Instant now) {
        if (token.length() > MAX_LENGTH) {
            throw Problems.unauthorized("The token has more than " + MAX_LENGTH + " characters.");
        }
        try {
            long generation = keys.generation();
            JwtClaims claims = consumer(now).processToClaims(token);
            Instant expiresAt = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            return new Verified(caller(claims), expiresAt, generation);
        } catch (InvalidJwtException e) {
            if (e.getCause() instanceof UnknownKeyException unknown) {
                throw unknown;
            }
            throw Problems.unauthorized(e.hasExpired() ? "The token has expired." : "The token is not valid.");
        } catch (MalformedClaimException e) {
            throw Problems.unauthorized("The token is not valid.");
        }
    }

    private JwtConsumer consumer(Instant now) {
        return new JwtConsumerBuilder()
                .setExpectedType(true, "at+jwt")
                .setJwsAlgorithmConstraints(RS256)
                .setVerificationKeyResolver(this::key)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                .build();
    }

    private Key key(JsonWebSignature signature, List<JsonWebStructure> nesting) {
        String keyId = signature.getKeyIdHeaderValue();
        return keys.find(keyId == null ? "" : keyId).orElseThrow(UnknownKeyException::new);
    }

    private static Caller caller(JwtClaims claims) throws MalformedClaimException {
        String namespace = claims.getClaimValue("namespace", String.class);
        String subject = claims.getSubject();
        if (namespace == null || namespace.isEmpty() || namespace.length() > LONGEST_NAME) {
            throw Problems.unauthorized("The token names no namespace.");
        }
        if (subject.isEmpty() || subject.length() > LONGEST_NAME) {
            throw Problems.unauthorized("The token names no subject.");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (claims.hasClaim("roles")) {
            claims.getStringListClaimValue("roles")
                    .forEach(name -> Role.ofClaim(name).ifPresent(roles::add));
        }
        return new Caller(namespace, subject, roles);
    }

    private RuntimeException unknownKey() {
        return keys.loaded()
                ? Problems.unauthorized("The token is signed with an unknown key.")
                : Problems.overloaded(RETRY_AFTER);
    }

    /** The key id of a token is not in the key set, which may be too old. */
    private static final class UnknownKeyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownKeyException() {
            super("unknown key", null, false, false);
        }
    }
}

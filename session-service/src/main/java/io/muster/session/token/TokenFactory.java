package io.muster.session.token;

import io.muster.runtime.id.IdSource;
import io.muster.runtime.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs tokens. Takes about a millisecond of processor time each, so not for an event loop. */
@ApplicationScoped
class TokenFactory {

    private static final String MUSTER = "muster";
    private static final String TYPE = "at+jwt";

    private final SigningKeyStore keys;
    private final IdSource ids;
    private final InstantSource clock;

    TokenFactory(SigningKeyStore keys, IdSource ids, InstantSource clock) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** The signed token in its compact form. */
    String mint(TokenRequest request) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", TYPE);
        signature.setKeyIdHeaderValue(keys.signing().getKeyId());
        signature.setPayload(claims(request).toJson());
        signature.setKey(keys.signing().getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    private JwtClaims claims(TokenRequest request) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(MUSTER);
        claims.setAudience(MUSTER);
        claims.setSubject(request.subject());
        claims.setClaim("namespace", request.namespace());
        claims.setStringListClaim(
                "roles", request.roles().stream().map(Role::claim).sorted().toList());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(
                NumericDate.fromSeconds(now.plus(request.lifetime()).getEpochSecond()));
        claims.setJwtId(ids.nextId());
        return claims;
    }
}

package io.muster.session.serviceaccount;

import io.muster.session.secret.SecretHash;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code refresh_tokens}. Each method is one statement; none opens a transaction. */
@ApplicationScoped
class RefreshTokenStore {

    private static final String ROW = "select cast(to_jsonb(t) as text) from refresh_tokens t ";

    private final ServiceAccountJson json;

    RefreshTokenStore(ServiceAccountJson json) {
        this.json = json;
    }

    Uni<Void> insert(StatelessSession session, RefreshToken token, SecretHash hash) {
        return session.createNativeQuery("""
                        insert into refresh_tokens
                        select * from jsonb_populate_record(cast(null as refresh_tokens), cast(cast(:row as text) as jsonb))
                        """)
                .setParameter("row", json.write(RefreshTokenRow.of(token, hash.text())))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Those of an account, the latest first; also ones that are over and not yet forgotten. */
    Uni<List<RefreshToken>> list(StatelessSession session, String accountId) {
        return session.createNativeQuery(
                        ROW + "where account_id = cast(:account as uuid) order by created_at desc, token_id",
                        String.class)
                .setParameter("account", accountId)
                .getResultList()
                .map(this::tokens);
    }

    /** The token of an account with that hash, unless it is over; an empty list when there is none. */
    Uni<List<RefreshToken>> live(StatelessSession session, String accountId, SecretHash hash, Instant now) {
        return session.createNativeQuery(ROW + """
                                where token_hash = :hash and account_id = cast(:account as uuid)
                                and expires_at > cast(:now as timestamptz)
                                """, String.class)
                .setParameter("hash", hash.text())
                .setParameter("account", accountId)
                .setParameter("now", now)
                .getResultList()
                .map(this::tokens);
    }

    /** Notes a use; uses within a minute are one, so that busy clients do not write all the time. */
    Uni<Void> used(StatelessSession session, String tokenId, Instant now) {
        return session.createNativeQuery("""
                        update refresh_tokens set last_used_at = cast(:now as timestamptz)
                        where token_id = cast(:id as uuid)
                        and (last_used_at is null or last_used_at < cast(:now as timestamptz) - interval '1 minute')
                        """)
                .setParameter("now", now)
                .setParameter("id", tokenId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Revokes one; false when there is none. */
    Uni<Boolean> delete(StatelessSession session, String accountId, String tokenId) {
        return session.createNativeQuery(
                        "delete from refresh_tokens where account_id = cast(:account as uuid) and cast(token_id as text) = :id")
                .setParameter("account", accountId)
                .setParameter("id", tokenId)
                .executeUpdate()
                .map(count -> count == 1);
    }

    /** Forgets those of an account that are over. */
    Uni<Void> forgetOver(StatelessSession session, String accountId, Instant now) {
        return session.createNativeQuery("""
                        delete from refresh_tokens
                        where account_id = cast(:account as uuid) and expires_at <= cast(:now as timestamptz)
                        """)
                .setParameter("account", accountId)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    private List<RefreshToken> tokens(List<String> rows) {
        return json.read(rows, RefreshTokenRow.class).stream()
                .map(RefreshTokenRow::toToken)
                .toList();
    }
}

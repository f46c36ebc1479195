package io.muster.session.serviceaccount;

import io.muster.runtime.db.Database;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.session.secret.RandomSecret;
import io.muster.session.secret.SecretHash;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refresh tokens of service accounts. Several are good at the same time, so that one can be replaced wherever it is used
 * before it is revoked. What is revoked gets no access token any more; those that are out end by themselves.
 */
@ApplicationScoped
public class RefreshTokenService {

    private static final String TOKEN = "msr_";

    /** A refresh token and its text, which nobody is told again. */
    record WithText(RefreshToken token, String text) {
        @Override
        public String toString() {
            return "WithText[" + token.id() + "]";
        }
    }

    /** What comes of an attempt to use one. */
    public sealed interface Use {

        /** The account may have a token. */
        record Granted(ServiceAccount account) implements Use {}

        /** There is no such account, or the secret is wrong. */
        record WrongClient() implements Use {}

        /** The account is the one it says, but the refresh token is unknown, revoked or over. */
        record WrongToken() implements Use {}

        /** The account is disabled. */
        record Disabled() implements Use {}
    }

    private final Database database;
    private final ServiceAccountService accounts;
    private final ServiceAccountStore accountStore;
    private final RefreshTokenStore store;
    private final IdSource ids;
    private final RandomSecret secrets = new RandomSecret();

    RefreshTokenService(
            Database database,
            ServiceAccountService accounts,
            ServiceAccountStore accountStore,
            RefreshTokenStore store,
            IdSource ids) {
        this.database = database;
        this.accounts = accounts;
        this.accountStore = accountStore;
        this.store = store;
        this.ids = ids;
    }

    /** Adds one; a 409 problem when the account has as many as it may have. Forgets those that are over. */
    Uni<WithText> create(String namespace, String accountId, String description, Duration life, String creator) {
        String text = secrets.next(TOKEN);
        Instant now = accounts.now();
        RefreshToken token = new RefreshToken(ids.nextId(), accountId, description, creator, now, now.plus(life), null);
        return database.inTransaction(session -> accounts.lock(session, namespace, accountId)
                        .chain(() -> store.forgetOver(session, accountId, now))
                        .chain(() -> store.list(session, accountId))
                        .invoke(RefreshTokenService::requireRoom)
                        .chain(() -> store.insert(session, token, SecretHash.ofSecret(text))))
                .replaceWith(new WithText(token, text));
    }

    /** Those of an account, the latest first. */
    Uni<List<RefreshToken>> list(String namespace, String accountId) {
        return database.inTransaction(
                session -> accounts.lock(session, namespace, accountId).chain(() -> store.list(session, accountId)));
    }

    /** Revokes one; a 404 problem when there is none. */
    Uni<Void> revoke(String namespace, String accountId, String tokenId) {
        return database.inTransaction(session -> accounts.lock(session, namespace, accountId)
                        .chain(() -> store.delete(session, accountId, tokenId)))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw Problems.notFound("refresh token", tokenId);
                    }
                })
                .replaceWithVoid();
    }

    /** Checks client id, secret and refresh token, and notes the use. */
    public Uni<Use> use(String clientId, String secret, String text) {
        Optional<String> accountId = ServiceAccount.idOf(clientId);
        if (accountId.isEmpty()) {
            return Uni.createFrom().item(new Use.WrongClient());
        }
        Instant now = accounts.now();
        return database.inTransaction(session -> accountStore
                .find(session, accountId.get())
                .chain(found -> {
                    if (found.isEmpty() || !found.getFirst().accepts(secret, now)) {
                        return Uni.createFrom().item(new Use.WrongClient());
                    }
                    return store.live(session, accountId.get(), SecretHash.ofSecret(text), now)
                            .call(live -> live.isEmpty()
                                    ? Uni.createFrom().voidItem()
                                    : store.used(session, live.getFirst().id(), now))
                            .map(live -> use(found.getFirst(), live));
                }));
    }

    private static Use use(ServiceAccount account, List<RefreshToken> live) {
        if (live.isEmpty()) {
            return new Use.WrongToken();
        }
        return account.disabled() ? new Use.Disabled() : new Use.Granted(account);
    }

    private static void requireRoom(List<RefreshToken> tokens) {
        if (tokens.size() >= ServiceAccountRules.MOST_TOKENS) {
            throw Problems.conflict(
                    "too-many",
                    "The account has " + ServiceAccountRules.MOST_TOKENS + " refresh tokens; revoke one first.",
                    Map.of());
        }
    }
}

package io.muster.session.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.runtime.security.Role;
import io.muster.session.secret.SecretHash;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRulesTest {

    private final TokenRules rules =
            new TokenRules(new TokenRules.Lifetimes(Duration.ofHours(24), Duration.ofHours(1), Duration.ofMinutes(15)));
    private final ApiClient backend = client("demo", Role.SERVER, Role.PLAYER);
    private final ApiClient allocator = client(ApiClient.ANY_NAMESPACE, Role.SERVER);

    @Test
    void givesAClientATokenForItself() {
        TokenRequest token = rules.decide(backend, new TokenRules.Wish(null, null, null, null));

        assertThat(token).isEqualTo(new TokenRequest("demo", "client", Set.of(Role.SERVICE), Duration.ofMinutes(15)));
    }

    @Test
    void givesPlayersAnHourAndServersADay() {
        assertThat(rules.decide(backend, wish("player", "demo")).lifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(rules.decide(backend, wish("server", "demo")).lifetime()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void letsAClientOfAllNamespacesNameAny() {
        assertThat(rules.decide(allocator, wish("server", "other")).namespace()).isEqualTo("other");
    }

    @Test
    void wantsAClientOfAllNamespacesToNameOne() {
        assertRefused(allocator, wish("server", null), "invalid_request");
    }

    @Test
    void refusesAnotherNamespace() {
        assertRefused(backend, wish("player", "other"), "unauthorized_client");
    }

    @Test
    void refusesARoleWithoutPermission() {
        assertRefused(allocator, wish("player", "demo"), "unauthorized_client");
        assertRefused(allocator, wish("service", "demo"), "unauthorized_client");
    }

    @Test
    void refusesARoleThatDoesNotExist() {
        assertRefused(backend, wish("admin", "demo"), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "line\nbreak", "\u00e4"})
    void refusesASubjectThatCouldBeMisread(String subject) {
        assertRefused(backend, new TokenRules.Wish("player", subject, null, null), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a/b", "-demo", "../demo"})
    void refusesANamespaceThatIsNone(String namespace) {
        assertRefused(allocator, wish("server", namespace), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3601, Long.MAX_VALUE})
    void refusesALifeThatIsTooShortOrTooLong(long seconds) {
        assertRefused(
                backend, new TokenRules.Wish("player", "ada", null, Duration.ofSeconds(seconds)), "invalid_request");
    }

    @Test
    void refusesToSpeakForOthersInItsOwnRole() {
        assertRefused(backend, new TokenRules.Wish(null, "someone", null, null), "invalid_request");
    }

    private void assertRefused(ApiClient client, TokenRules.Wish wish, String code) {
        assertThatThrownBy(() -> rules.decide(client, wish))
                .isInstanceOfSatisfying(
                        OAuthError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private static TokenRules.Wish wish(String role, String namespace) {
        return new TokenRules.Wish(role, "someone", namespace, null);
    }

    private static ApiClient client(String namespace, Role... minting) {
        return new ApiClient("client", SecretHash.ofSecret("secret"), namespace, Set.of(Role.SERVICE), Set.of(minting));
    }
}

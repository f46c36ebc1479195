package io.muster.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = RouteTable.packaged();

    @ParameterizedTest
    @CsvSource({
        "/arena/matchmaking/api/v1/tickets, ticket-service",
        "/arena/matchmaking/api/v1/tickets/0199, ticket-service",
        "/arena/matchmaking/api/v1/tickets/0199/explanation, match-function-service",
        "/arena/matchmaking/api/v1/configs/duel, match-function-service",
        "/arena/matchmaking/api/v1/functions/f/logs, match-function-service",
        "/arena/matchmaking/api/v1/dry-run, match-function-service",
        "/arena/matchmaking/api/v2/backfill/b1, backfill-service",
        "/match2/v1/namespaces/arena/backfill/b1/proposal/accept, backfill-service",
        "/session/v1/public/namespaces/arena/gamesessions/s, session-service",
        "/oauth2/token, session-service",
        "/.well-known/jwks.json, session-service",
        "/v2/account/authenticate/device, session-service",
        "/api/v0/projects/arena/allocations/a/payloads, allocator-service",
        "/api/v0/projects/arena/sessions, allocator-service",
        "/api/v0/projects/arena/audit, allocator-service",
        "/dshub/, notification-gateway",
        "/dshub/namespace/arena/ds/s1/notify, notification-gateway",
        "/matchmaking/ws, notification-gateway",
    })
    void findsTheServiceOfAPath(String path, String service) {
        assertThat(table.find(path)).map(Route::service).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/q/health",
                "/q/metrics",
                "//matchmaking/api/v1/tickets",
                "/arena/matchmaking/api/v1/ticketsale",
                "/arena/matchmaking/api/v3/backfill",
                "/arena/x/matchmaking/api/v1/tickets",
                "/oauth2/tokens",
                "/api/v0/projects/arena",
            })
    void findsNothingForOtherPaths(String path) {
        assertThat(table.find(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/arena/../oauth2/token",
                "/arena/./tickets",
                "//oauth2/token",
                "/arena/%2e%2e/token",
                "/arena%2Ftickets",
                "/arena%5ctickets",
                "/arena\\tickets",
                "/arena/tickets;x=1",
                "/arena/tickets%00",
                "oauth2/token",
            })
    void doesNotTakeADeceivingPathForPlain(String path) {
        assertThat(RouteTable.isPlain(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/arena/tickets/a.b..c", "/arena/tickets/a%20b", "/dshub/", "/.well-known/jwks.json"})
    void takesOrdinaryPathsForPlain(String path) {
        assertThat(RouteTable.isPlain(path)).isTrue();
    }
}

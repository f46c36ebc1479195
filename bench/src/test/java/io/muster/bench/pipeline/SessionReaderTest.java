package io.muster.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.bench.books.SessionEntry;
import io.muster.client.MusterClient;
import io.muster.client.RefusedException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionReaderTest {

    private static final String SESSION = """
            {"id":"s-1","dsInformation":{"server":{"pod_name":"ds-1"}},"members":[{"id":"p1"},{"id":"p2"}]}""";

    private final ScriptedTickets service = new ScriptedTickets();
    private final MusterClient client = MusterClient.to(service.address(), "bench");

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void readsASessionAgainWhileTheServiceIsAway() {
        service.on("GET", 503, "{\"status\":503}").drops("GET").on("GET", 200, SESSION);

        assertThat(new SessionReader(client).read(List.of("s-1")))
                .containsExactly(new SessionEntry("s-1", "ds-1", List.of("p1", "p2")));
    }

    @Test
    void failsAtOnceForASessionThatIsNotThere() {
        service.on("GET", 404, "{\"status\":404}");

        assertThatThrownBy(() -> new SessionReader(client).read(List.of("s-1")))
                .hasCauseInstanceOf(RefusedException.class);
        assertThat(service.requests()).containsExactly("GET");
    }
}

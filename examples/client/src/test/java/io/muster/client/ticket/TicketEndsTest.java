package io.muster.client.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.client.MusterClient;
import io.muster.client.RefusedException;
import io.muster.client.token.TokenSource;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicketEndsTest {

    private final StreamingTickets service = new StreamingTickets();
    private final MusterClient client =
            MusterClient.to(service.address(), "arena").as(TokenSource.fixed("abc"));
    private final TicketEnds ends = client.tickets().ends();

    @AfterEach
    void close() {
        ends.close();
        client.close();
        service.close();
    }

    @Test
    void learnsTheEndFromTheStream() throws Exception {
        HttpServerResponse stream = service.opened();
        service.put("t1", "WAITING");
        CompletableFuture<Ticket> end = ends.await("t1");

        tell(stream, "t0", "t1");

        assertThat(ended(end).state()).isEqualTo(Ticket.State.ASSIGNED);
        assertThat(ended(end).sessionId()).isEqualTo("s-1");
    }

    @Test
    void remembersTheEndThatCameBeforeTheAnswerToTheCreation() throws Exception {
        HttpServerResponse stream = service.opened();
        service.put("t2", "WAITING");
        CompletableFuture<Ticket> later = ends.await("t2");

        tell(stream, "t1", "t2");
        ended(later);

        assertThat(ends.await("t1")).isCompleted();
    }

    @Test
    void findsByReadingWhatEndedWhileTheStreamWasAway() throws Exception {
        HttpServerResponse first = service.opened();
        service.put("t1", "WAITING");
        CompletableFuture<Ticket> end = ends.await("t1");
        assertThat(service.read()).isEqualTo("t1");

        service.put("t1", "CANCELLED");
        first.end();
        service.opened();

        assertThat(ended(end).state()).isEqualTo(Ticket.State.CANCELLED);
    }

    @Test
    void readsAgainWhenAReadFails() throws Exception {
        service.opened();
        service.put("t1", "EXPIRED");
        service.failNextRead();

        assertThat(ended(ends.await("t1")).state()).isEqualTo(Ticket.State.EXPIRED);
    }

    @Test
    void opensTheStreamAgainWhenItBreaks() throws Exception {
        service.opened().reset();
        HttpServerResponse second = service.opened();
        service.put("t1", "WAITING");
        CompletableFuture<Ticket> end = ends.await("t1");

        tell(second, "t1");

        assertThat(ended(end).hasEnded()).isTrue();
    }

    @Test
    void failsForTicketThatTheServiceDoesNotKnow() throws Exception {
        service.opened();

        CompletableFuture<Ticket> end = ends.await("nobody");

        assertThatThrownBy(() -> ended(end))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(RefusedException.class);
    }

    @Test
    void letsNobodyWaitForAClosedStream() {
        CompletableFuture<Ticket> end = ends.await("t1");

        ends.close();

        assertThat(end).isCancelled();
        assertThat(ends.await("t2")).isCancelled();
    }

    @Test
    void tellsWhyTheServiceRefusesTheStream() throws Exception {
        HttpServerResponse stream = service.opened();
        service.put("t1", "WAITING");
        CompletableFuture<Ticket> end = ends.await("t1");
        service.refuseStreams();

        stream.end();

        assertThatThrownBy(() -> ended(end))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("/ends was refused");
    }

    private static void tell(HttpServerResponse stream, String... ticketIds) {
        StringBuilder ends = new StringBuilder();
        for (String ticketId : ticketIds) {
            ends.append(ends.isEmpty() ? "" : ",").append(StreamingTickets.json(ticketId, "ASSIGNED"));
        }
        stream.write("data:[" + ends + "]\n\n");
    }

    private static Ticket ended(CompletableFuture<Ticket> end) throws Exception {
        return end.get(10, TimeUnit.SECONDS);
    }
}

package io.muster.ticket.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.match.TicketRef;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.Samples;
import io.muster.ticket.StoredTickets;
import io.muster.ticket.lifecycle.Decision;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketCommand.Assign;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.junit.jupiter.api.Test;

/** What happens to every ticket is written beside its last version: PostgreSQL calls that a heap-only update. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ChangesTouchNoIndexTest {

    private static final String HEAP_ONLY = "select pg_stat_get_xact_tuples_hot_updated(cast('tickets' as regclass))";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final TicketCommand claim = new TicketCommand.Claim("proposal", "match", 1, now);

    @Inject
    Database database;

    @Inject
    ClaimStore claims;

    @Inject
    AssignmentStore assignments;

    @Inject
    TicketStore tickets;

    @Inject
    StoredTickets stored;

    @Inject
    TicketLifecycle lifecycle;

    @Test
    void claimTouchesNoIndex() {
        Ticket ticket = stored.waiting("game", "duel");
        var proposal = Samples.proposal("proposal", new TicketRef(ticket.id(), 1));

        assertThat(heapOnly(session -> claims.claim(session, List.of(proposal), now)))
                .isOne();
    }

    @Test
    void assignmentTouchesNoIndex() {
        Ticket ticket = stored.after(stored.waiting("game", "duel"), claim);
        Map<String, Assign> commands = Map.of(ticket.id(), new Assign("match", "session", "192.0.2.1:1", now));

        assertThat(heapOnly(session -> assignments.assign(session, commands))).isOne();
    }

    @Test
    void cancellationTouchesNoIndex() {
        Ticket ticket = stored.waiting("game", "duel");
        Decision cancelled = lifecycle.decide(ticket, new TicketCommand.Cancel("player", now));
        Ticket after = ticket.apply(cancelled.event());

        assertThat(heapOnly(session -> tickets.save(session, List.of(after)))).isOne();
    }

    /** How many rows of tickets the change wrote without their indexes. */
    private long heapOnly(Function<StatelessSession, Uni<?>> change) {
        return database.inTransaction(session -> heapOnly(session)
                        .chain(before -> change.apply(session)
                                .chain(() -> heapOnly(session))
                                .map(after -> after - before)))
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    /** Of the connection, which may have counted what transactions before did. */
    private static Uni<Long> heapOnly(StatelessSession session) {
        return session.createNativeQuery(HEAP_ONLY, Long.class).getSingleResult();
    }
}

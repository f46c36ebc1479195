package io.muster.ticket.lifecycle;

import static io.muster.ticket.Samples.CREATED;
import static io.muster.ticket.Samples.EXPIRES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.contracts.ticket.TicketReturned;
import io.muster.ticket.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TicketLifecycleTest {

    private static final Instant NOW = CREATED.plusSeconds(5);

    private final TicketLifecycle lifecycle = new TicketLifecycle(3);
    private Ticket ticket = Samples.ticket("t1");

    @Test
    void announcesNewTicketAsCreated() {
        assertThat(ticket.lastEvent()).isInstanceOfSatisfying(TicketCreated.class, created -> {
            assertThat(created.version()).isEqualTo(1);
            assertThat(created.createdAt()).isEqualTo(CREATED);
        });
    }

    @Test
    void claimsWaitingTicketInTheVersionSeen() {
        Decision decision = decide(claim(1));

        assertThat(decision).isInstanceOf(Decision.Changed.class);
        assertThat(decision.event()).isInstanceOf(TicketClaimed.class);
        assertThat(decision.event().version()).isEqualTo(2);
    }

    @Test
    void refusesClaimOfOtherVersion() {
        assertThat(decide(claim(2))).isEqualTo(new Decision.Unchanged(ticket.lastEvent()));
    }

    @Test
    void refusesClaimOfClaimedTicket() {
        Decision first = apply(claim(1));

        assertThat(decide(claim(2))).isEqualTo(new Decision.Unchanged(first.event()));
    }

    @Test
    void assignsTicketOfTheMatch() {
        apply(claim(1));

        Decision decision = apply(assign("match"));

        assertThat(decision.event()).isInstanceOfSatisfying(TicketAssigned.class, assigned -> {
            assertThat(assigned.version()).isEqualTo(3);
            assertThat(assigned.connection()).isEqualTo("192.0.2.1:7777");
        });
        assertThat(ticket.ageAtLastChange()).hasSeconds(5);
    }

    @Test
    void repeatsAssignmentThatIsDoneAlready() {
        apply(claim(1));
        Decision first = apply(assign("match"));

        assertThat(decide(assign("match"))).isEqualTo(new Decision.Unchanged(first.event()));
    }

    @Test
    void refusesAssignmentToOtherMatch() {
        apply(claim(1));

        assertThat(decide(assign("other"))).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void returnsTicketWithItsAge() {
        apply(claim(1));

        Decision decision = apply(giveBack("no-server", NOW));

        assertThat(decision.event()).isInstanceOfSatisfying(TicketReturned.class, returned -> {
            assertThat(returned.createdAt()).isEqualTo(CREATED);
            assertThat(returned.expiresAt()).isEqualTo(EXPIRES);
            assertThat(returned.returns()).isEqualTo(1);
            assertThat(returned.version()).isEqualTo(3);
        });
        assertThat(ticket.waits()).isTrue();
        assertThat(ticket.lastEvent()).isEqualTo(decision.event());
    }

    @Test
    void failsTicketThatReturnedTooOften() {
        for (int i = 0; i < 3; i++) {
            apply(claim(ticket.version()));
            apply(giveBack("no-server", NOW));
        }
        apply(claim(ticket.version()));

        Decision decision = apply(giveBack("no-server", NOW));

        assertThat(decision.event())
                .isInstanceOfSatisfying(
                        TicketFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("no-server"));
    }

    @Test
    void doesNotCountReturnsFromBackfills() {
        for (int i = 0; i < 10; i++) {
            apply(claim(ticket.version()));
            apply(giveBack("backfill-expired", NOW));
        }

        assertThat(ticket.returns()).isZero();
        assertThat(ticket.waits()).isTrue();
    }

    @Test
    void expiresTicketThatReturnsAfterItsTime() {
        apply(claim(1));

        assertThat(apply(giveBack("no-server", EXPIRES)).event()).isInstanceOf(TicketExpired.class);
    }

    @Test
    void cancelsWaitingTicketOnly() {
        assertThat(decide(new TicketCommand.Cancel("p1", NOW)).event()).isInstanceOf(TicketCancelled.class);

        apply(claim(1));

        assertThat(decide(new TicketCommand.Cancel("p1", NOW)).event()).isInstanceOf(TicketClaimed.class);
    }

    @Test
    void expiresNoTicketBeforeItsTime() {
        assertThat(decide(new TicketCommand.Expire(EXPIRES.minusMillis(1)))).isInstanceOf(Decision.Unchanged.class);
        assertThat(decide(new TicketCommand.Expire(EXPIRES)).event()).isInstanceOf(TicketExpired.class);
    }

    @Test
    void neverExpiresTicketInMatch() {
        apply(claim(1));

        assertThat(decide(new TicketCommand.Expire(EXPIRES.plusSeconds(1)))).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void failsWaitingTicketOnly() {
        assertThat(decide(new TicketCommand.Fail("queue-deleted", "gone", NOW)).event())
                .isInstanceOf(TicketFailed.class);

        apply(claim(1));

        assertThat(decide(new TicketCommand.Fail("queue-deleted", "gone", NOW))).isInstanceOf(Decision.Unchanged.class);
    }

    private Decision decide(TicketCommand command) {
        return lifecycle.decide(ticket, command);
    }

    private Decision apply(TicketCommand command) {
        Decision decision = decide(command);
        ticket = ticket.apply(decision.event());
        return decision;
    }

    private static TicketCommand claim(long version) {
        return new TicketCommand.Claim("proposal", "match", version, NOW);
    }

    private static TicketCommand assign(String matchId) {
        return new TicketCommand.Assign(matchId, "session", "192.0.2.1:7777", NOW);
    }

    private static TicketCommand giveBack(String reason, Instant at) {
        return new TicketCommand.Return("match", reason, "No server.", at);
    }
}

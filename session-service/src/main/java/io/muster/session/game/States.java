package io.muster.session.game;

import io.muster.contracts.payload.Server;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.session.SessionTeam;
import java.time.Instant;
import java.util.List;

/** Copies a {@link SessionState} with some of its components changed. Used by one thread, once. */
final class States {

    private final SessionState base;
    private String leaderId;
    private List<Member> members;
    private List<SessionTeam> teams;
    private Server server;
    private String serverStatus;
    private String backfillTicketId;
    private Instant updatedAt;

    private States(SessionState base) {
        this.base = base;
        this.leaderId = base.leaderId();
        this.members = base.members();
        this.teams = base.teams();
        this.server = base.server();
        this.serverStatus = base.serverStatus();
        this.backfillTicketId = base.backfillTicketId();
        this.updatedAt = base.updatedAt();
    }

    static States of(SessionState base) {
        return new States(base);
    }

    States roster(Roster roster) {
        this.members = roster.members();
        this.teams = roster.teams();
        this.leaderId = roster.leader(leaderId);
        return this;
    }

    States members(List<Member> value) {
        this.members = value;
        return this;
    }

    States server(Server value) {
        this.server = value;
        return this;
    }

    States serverStatus(ServerStatus value) {
        this.serverStatus = value.name();
        return this;
    }

    States backfillTicketId(String value) {
        this.backfillTicketId = value;
        return this;
    }

    States updatedAt(Instant value) {
        this.updatedAt = value;
        return this;
    }

    SessionState build() {
        return new SessionState(
                base.sessionId(),
                base.matchId(),
                base.queue(),
                base.code(),
                base.secret(),
                leaderId,
                base.createdBy(),
                members,
                teams,
                base.region(),
                base.settings(),
                server,
                serverStatus,
                base.serverRequestedAt(),
                backfillTicketId,
                base.createdAt(),
                updatedAt);
    }
}

package io.muster.session.game;

import io.muster.contracts.session.Member;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a session has to be looked at again although nothing happens to it. */
public final class Deadlines {

    private Deadlines() {}

    /** The earliest moment at which {@link SessionCommand.ExpireWaits} changes the session; empty when none will. */
    public static Optional<Instant> next(GameSession session, TimeLimits limits) {
        if (session.phase().over()) {
            return Optional.empty();
        }
        Stream<Instant> server = session.phase() instanceof Phase.Requested
                ? Stream.of(session.state().createdAt().plus(limits.server()))
                : Stream.empty();
        Stream<Instant> members = session.state().members().stream().flatMap(member -> ofMember(member, limits));
        return Stream.concat(server, members).min(Instant::compareTo);
    }

    private static Stream<Instant> ofMember(Member member, TimeLimits limits) {
        return switch (MemberStatus.of(member)) {
            case INVITED -> Stream.of(member.updatedAt().plus(limits.invite()));
            case DISCONNECTED -> Stream.of(member.updatedAt().plus(limits.inactive()));
            default -> Stream.empty();
        };
    }
}

package io.muster.session.game;

import static io.muster.session.game.Sessions.LIMITS;
import static io.muster.session.game.Sessions.START;
import static io.muster.session.game.Sessions.backfill;
import static io.muster.session.game.Sessions.party;
import static io.muster.session.game.Sessions.requested;
import static io.muster.session.game.Sessions.server;
import static io.muster.session.game.Sessions.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionTeam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every session, whatever it is told and in which order. */
class SessionInvariantsTest {

    private static final String[] PLAYERS = {"ada", "bob", "cyd", "dan", "eve", "fay"};

    @Property(tries = 500)
    void neverHasMorePlayersThanSeats(@ForAll("stories") List<SessionCommand> story) {
        GameSession session = requested("ada", "bob");
        for (SessionCommand command : story) {
            session = session.applyAll(SessionRules.decide(session, command).events());

            assertThat(session.seatsTaken()).isLessThanOrEqualTo(4);
            assertThat(session.state().teams())
                    .allSatisfy(team -> assertThat(team.playerIds()).hasSizeLessThanOrEqualTo(2));
        }
    }

    @Property(tries = 500)
    void seatsExactlyTheMembersWhoHoldASeat(@ForAll("stories") List<SessionCommand> story) {
        GameSession session = requested("ada", "bob");
        for (SessionCommand command : story) {
            session = session.applyAll(SessionRules.decide(session, command).events());
            if (!session.phase().over()) {
                assertThat(playersInTeams(session)).isEqualTo(seatedMembers(session));
            }
        }
    }

    @Property(tries = 500)
    void raisesTheVersionByOneWithEveryChange(@ForAll("stories") List<SessionCommand> story) {
        GameSession session = requested("ada", "bob");
        for (SessionCommand command : story) {
            for (SessionEvent event : SessionRules.decide(session, command).events()) {
                GameSession next = session.apply(event);

                assertThat(next.version() - session.version()).isBetween(0L, 1L);
                assertThat(next.equals(session)).isEqualTo(next.version() == session.version());
                session = next;
            }
        }
    }

    @Property(tries = 500)
    void changesNothingWhenTheSameCommandComesAgain(@ForAll("stories") List<SessionCommand> story) {
        GameSession session = requested("ada", "bob");
        for (SessionCommand command : story) {
            session = session.applyAll(SessionRules.decide(session, command).events());

            assertThat(session.applyAll(SessionRules.decide(session, command).events()))
                    .isEqualTo(session);
        }
    }

    @Property(tries = 500)
    void staysOverOnceItIsOver(@ForAll("stories") List<SessionCommand> story) {
        GameSession session = requested("ada", "bob");
        for (SessionCommand command : story) {
            GameSession next =
                    session.applyAll(SessionRules.decide(session, command).events());
            if (session.phase().over()) {
                assertThat(next).isEqualTo(session);
            }
            session = next;
        }
    }

    @Property(tries = 300)
    void endsOverInWhateverOrderServerBackfillAndPlayersComeAndGo(@ForAll long seed) {
        List<SessionCommand> story = new ArrayList<>(List.of(
                new SessionCommand.Claim(server(), START.plusSeconds(1)),
                backfill("blue", ticket("dan")),
                new SessionCommand.Leave("ada", START.plusSeconds(3)),
                new SessionCommand.LoseServer("ds_1", true, START.plusSeconds(4))));
        Collections.shuffle(story, new Random(seed));
        GameSession session = requested("ada", "bob");
        for (SessionCommand command : story) {
            session = session.applyAll(SessionRules.decide(session, command).events());
        }

        assertThat(session.phase().over()).isTrue();
        assertThat(session.seatsTaken()).isZero();
    }

    @Provide
    Arbitrary<List<SessionCommand>> stories() {
        return commands().list().ofMinSize(1).ofMaxSize(25);
    }

    private static Arbitrary<SessionCommand> commands() {
        Arbitrary<String> players = Arbitraries.of(PLAYERS);
        Arbitrary<Instant> times = Arbitraries.longs().between(0, 1000).map(START::plusSeconds);
        Arbitrary<String> servers = Arbitraries.of("ds_1", "ds_2");
        return Arbitraries.frequencyOf(
                Tuple.of(2, both(servers, times, (id, at) -> new SessionCommand.Claim(server(id), at))),
                Tuple.of(1, both(servers, times, (id, at) -> new SessionCommand.LoseServer(id, true, at))),
                Tuple.of(1, times.map(at -> new SessionCommand.Fail("no-payload", "none", at))),
                Tuple.of(1, times.map(SessionCommand.End::new)),
                Tuple.of(4, both(players, times, SessionCommand.Join::new)),
                Tuple.of(4, both(players, times, SessionCommand.Leave::new)),
                Tuple.of(3, players.map(player -> backfill("blue", ticket(player)))),
                Tuple.of(2, players.map(player -> backfill("red", party("tp", player, "fay")))),
                Tuple.of(4, statuses(players, times)),
                Tuple.of(1, times.map(at -> new SessionCommand.ExpireWaits(LIMITS, at))));
    }

    private static Arbitrary<SessionCommand> statuses(Arbitrary<String> players, Arbitrary<Instant> times) {
        Arbitrary<MemberStatus> statuses = Arbitraries.of(MemberStatus.class);
        return Combinators.combine(players, statuses, times).as(SessionCommand.SetStatus::new);
    }

    private static <A, B> Arbitrary<SessionCommand> both(
            Arbitrary<A> first, Arbitrary<B> second, Combinators.F2<A, B, SessionCommand> make) {
        return Combinators.combine(first, second).as(make);
    }

    private static Set<String> playersInTeams(GameSession session) {
        Set<String> players = new TreeSet<>();
        session.state().teams().stream().map(SessionTeam::playerIds).forEach(players::addAll);
        return players;
    }

    private static Set<String> seatedMembers(GameSession session) {
        Set<String> players = new TreeSet<>();
        session.state().members().stream()
                .filter(member -> MemberStatus.of(member).seated())
                .forEach(member -> players.add(member.id()));
        return players;
    }
}

package io.muster.backfill.seat;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.session.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Any order of proposals, answers, joins, leaves, updates and time: seats are never overfilled, tickets end once. */
class SeatInvariantsTest {

    @Property(tries = 1500)
    void seatsAreNeverOverfilledAndEveryClaimEndsOnce(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 11) Integer> steps, @ForAll long seed) {
        World world = new World(seed);

        steps.forEach(world::step);
        world.settle();

        assertThat(world.endings.keySet()).containsExactlyInAnyOrderElementsOf(world.claimed);
        assertThat(world.endings.values()).allMatch(count -> count == 1);
    }

    /** A session-service that lags behind, and a game server, both driven by chance. */
    private static final class World {

        private final SeatRun run = new SeatRun();
        private final Random chance;
        private final Map<String, Member> members = new LinkedHashMap<>();
        private final List<BackfillApproved> unseen = new ArrayList<>();
        private final List<String> claimed = new ArrayList<>();
        private final Map<String, Integer> endings = new HashMap<>();
        private long sessionVersion = 1;
        private int counter;
        private int seen;

        World(long seed) {
            chance = new Random(seed);
            join("ada", "t-ada");
            join("bob", "t-bob");
            sessionSpeaks();
        }

        void step(int kind) {
            switch (kind) {
                case 0, 1, 2 -> propose();
                case 3 -> run.send(new Command.Approve(Sessions.THE_SERVER, backfillId()));
                case 4 -> acceptSome();
                case 5 -> run.send(new Command.Reject(Sessions.THE_SERVER, backfillId(), proposalId(), false));
                case 6 -> sessionCatchesUp();
                case 7 -> leave();
                case 8 -> run.send(new Command.Replace(Sessions.THE_SERVER, backfillId(), Command.Content.KEEP));
                case 9 -> pass();
                case 10 ->
                    run.send(new Command.Open(Sessions.THE_SERVER, "b-" + counter++, null, Command.Content.KEEP));
                default -> run.send(new Command.Close(Sessions.THE_SERVER, backfillId()));
            }
            check();
        }

        private void propose() {
            int size = 1 + chance.nextInt(2);
            ClaimedTicket[] tickets = new ClaimedTicket[size];
            for (int i = 0; i < size; i++) {
                int number = counter++;
                tickets[i] = Sessions.ticket("t" + number, "player" + number);
                claimed.add(tickets[i].ticketId());
            }
            long version = run.seats.ticket() == null ? 1 : run.seats.ticket().version() - chance.nextInt(2);
            run.send(new Command.Propose(Sessions.claim(
                    "p" + counter++, backfillId(), "s1", version, chance.nextBoolean() ? "red0" : "blue0", tickets)));
        }

        private void acceptSome() {
            List<String> some = run.seats.pending() == null
                    ? List.of()
                    : run.seats.pending().tickets().stream()
                            .map(ClaimedTicket::ticketId)
                            .filter(id -> chance.nextBoolean())
                            .toList();
            run.send(new Command.Accept(Sessions.THE_SERVER, backfillId(), proposalId(), some, chance.nextInt(8) == 0));
        }

        private void leave() {
            members.values().stream()
                    .filter(SessionView::holdsSeat)
                    .skip(chance.nextInt(3))
                    .findFirst()
                    .ifPresent(member ->
                            members.put(member.id(), Sessions.member(member.id(), "LEFT", member.ticketId())));
            sessionSpeaks();
        }

        private void sessionCatchesUp() {
            unseen.forEach(approved -> approved.accepted()
                    .forEach(ticket -> ticket.playerIds().forEach(player -> join(player, ticket.ticketId()))));
            unseen.clear();
            sessionSpeaks();
        }

        private void join(String player, String ticketId) {
            members.put(player, Sessions.member(player, "JOINED", ticketId));
        }

        private void sessionSpeaks() {
            sessionVersion++;
            run.send(new Command.FollowSession(
                    Sessions.state("s1", true, List.copyOf(members.values()), List.of()), sessionVersion));
            check();
        }

        private void pass() {
            run.pass(Duration.ofSeconds(chance.nextInt(200)));
            run.send(new Command.Expire());
        }

        void settle() {
            run.send(new Command.EndSession(sessionVersion + 1));
            check();
        }

        private void check() {
            assertThat(run.seats.roster().taken() + run.seats.pendingSeats())
                    .isLessThanOrEqualTo(run.seats.roster().capacity());
            assertThat(members.values().stream().filter(SessionView::holdsSeat).count()
                            + unseen.stream()
                                    .mapToInt(approved -> approved.accepted().size())
                                    .sum())
                    .as("members of the session, those on their way included")
                    .isLessThanOrEqualTo(4);
            long last = 0;
            for (BackfillEvent event : run.published.subList(seen, run.published.size())) {
                BackfillState state = event.state();
                assertThat(state.pending() == null || state.openSeats() >= 0).isTrue();
                assertThat(event.version()).isGreaterThan(0).isNotEqualTo(last);
                last = event.version();
                note(event);
            }
            seen = run.published.size();
        }

        private void note(BackfillEvent event) {
            if (event instanceof BackfillApproved approved) {
                unseen.add(approved);
                approved.accepted().forEach(ticket -> endings.merge(ticket.ticketId(), 1, Integer::sum));
                approved.rejected().forEach(ticket -> endings.merge(ticket.ticketId(), 1, Integer::sum));
            } else if (event instanceof BackfillRejected rejected) {
                rejected.rejected().forEach(ticket -> endings.merge(ticket.ticketId(), 1, Integer::sum));
            }
        }

        private String backfillId() {
            return run.seats.ticket() == null ? "none" : run.backfillId();
        }

        private String proposalId() {
            return run.seats.pending() == null ? "none" : run.seats.pending().proposalId();
        }
    }
}

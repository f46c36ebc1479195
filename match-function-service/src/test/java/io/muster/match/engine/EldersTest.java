package io.muster.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Where old tickets wait, alone and in a pool whose tickets have just grown old. */
class EldersTest {

    private static final long NOW = PoolFixture.START;

    /** Two against two, within 10 points, and within 100 after five seconds. */
    private static final String TWOS = """
            {"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":2,"max":2}}],
             "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":10,
              "relaxations":[{"type":"ReferenceControl.Replace","ageType":"Oldest","atSeconds":5,"value":100}]}]}""";

    private final SkillIndex bucket = new SkillIndex(1);
    private final Elders elders = new Elders(PoolFixture.ofDefinition(TWOS).rules);

    @Test
    void seesOldTicketWithinTheDistance() {
        elders.completeUntil(NOW + 1);
        elders.include(ticket(1_500), bucket);
        assertThat(elders.mayBeNear(bucket, 1_400, 100, NOW)).isTrue();
    }

    @Test
    void seesNobodyFarFromAllOldTickets() {
        elders.completeUntil(NOW + 1);
        elders.include(ticket(1_500), bucket);
        assertThat(elders.mayBeNear(bucket, 1_000, 100, NOW)).isFalse();
    }

    @Test
    void forgetsTicketThatLeft() {
        WaitingTicket gone = ticket(1_500);
        elders.completeUntil(NOW + 1);
        elders.include(gone, bucket);
        elders.exclude(gone, bucket);
        assertThat(elders.mayBeNear(bucket, 1_500, 100, NOW)).isFalse();
    }

    @Test
    void rulesNobodyOutAtTimesItDoesNotKnow() {
        elders.completeUntil(NOW);
        assertThat(elders.mayBeNear(bucket, 1_500, 100, NOW)).isTrue();
    }

    @Test
    void seesOldTicketAtAnyDistanceWhenThereIsNoLimit() {
        elders.completeUntil(NOW + 1);
        elders.include(ticket(1_500), bucket);
        assertThat(elders.mayBeNear(bucket, 0, Double.POSITIVE_INFINITY, NOW)).isTrue();
    }

    @Property(tries = 200)
    void missesNobodyWithinTheDistance(@ForAll long seed) {
        Random random = new Random(seed);
        double key = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(9));
        double distance = random.nextDouble() * Math.pow(10, random.nextInt(4));
        elders.completeUntil(NOW + 1);
        elders.include(ticket(key + distance * (2 * random.nextDouble() - 1)), bucket);
        assertThat(elders.mayBeNear(bucket, key, distance, NOW)).isTrue();
    }

    @Test
    void letsArrivalPlayWithTicketsThatHaveGrownOldSinceTheLastTick() {
        PoolFixture pool = PoolFixture.ofDefinition(TWOS);
        pool.skilled("old", 0.003, 1_500, 1_501);
        pool.at(5.001);
        pool.skilled("new", 5.004, 1_560, 1_561);
        assertThat(pool.at(5.004).stream().map(PoolFixture::ids)).containsExactly(List.of("new", "old"));
    }

    @Test
    void letsArrivalPlayWithTicketThatCameOld() {
        PoolFixture pool = PoolFixture.ofDefinition(TWOS);
        pool.at(9);
        pool.skilled("old", 1, 1_500, 1_501);
        pool.at(9);
        pool.skilled("new", 9, 1_560, 1_561);
        assertThat(pool.at(9).stream().map(PoolFixture::ids)).containsExactly(List.of("new", "old"));
    }

    private static WaitingTicket ticket(double key) {
        WaitingTicket ticket = new WaitingTicket(TicketId.of("t"), NOW, 1, false);
        ticket.place(key, key, key);
        return ticket;
    }
}

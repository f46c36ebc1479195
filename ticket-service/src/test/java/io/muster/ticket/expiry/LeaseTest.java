package io.muster.ticket.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.TicketDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tickets that ask for a lease end when nobody reads them any longer. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class LeaseTest {

    private TicketDriver driver;

    @BeforeEach
    void openQueue() {
        driver = new TicketDriver();
        driver.openQueue("duel", 600);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void expiresTicketThatNobodyReads() {
        String forsaken = leased("p1", 2);

        driver.await(TicketExpired.class, forsaken);
        assertThat(driver.state(forsaken)).isEqualTo("EXPIRED");
    }

    @Test
    void keepsTicketThatIsRead() {
        String read = leased("p1", 5);
        String forsaken = leased("p2", 7);

        await("the other one has expired, which had more time but is not read")
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    assertThat(driver.state(read)).isEqualTo("WAITING");
                    return driver.probe()
                                    .seen(
                                            Topics.TICKETS,
                                            TicketExpired.class,
                                            expired -> expired.ticketId().equals(forsaken))
                                    .size()
                            == 1;
                });
    }

    @Test
    void refusesLeaseBeyondItsLimitsNamingThem() {
        driver.post(body("p1", 0)).statusCode(400).body("violations[0].path", equalTo("leaseSeconds"));
    }

    private String leased(String player, int seconds) {
        return driver.post(body(player, seconds)).statusCode(201).extract().path("id");
    }

    private static String body(String player, int leaseSeconds) {
        return TicketDriver.body("duel", player).replaceFirst("\\{", "{\"leaseSeconds\":" + leaseSeconds + ",");
    }
}

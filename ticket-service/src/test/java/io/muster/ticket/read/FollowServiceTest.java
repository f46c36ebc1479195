package io.muster.ticket.read;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.contracts.ticket.TicketEvent;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.TicketDriver;
import io.muster.ticket.TicketSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class FollowServiceTest {

    @Inject
    FollowService follow;

    @Inject
    EndStreams streams;

    @Inject
    TicketSettings settings;

    @Test
    void endsTheStreamOfWhoReadsTooSlowly() {
        AssertSubscriber<List<TicketEvent>> slow =
                follow.follow("slow").subscribe().withSubscriber(AssertSubscriber.create(1));

        for (int message = 0; message <= settings.streams().maxBehind(); message++) {
            streams.beat();
        }

        streams.beat();
        slow.request(Long.MAX_VALUE).awaitCompletion();
        assertThat(slow.getItems()).hasSizeLessThanOrEqualTo(settings.streams().maxBehind() + 1);
    }

    @Test
    void refusesStreamsThatItHasNoRoomFor() {
        TicketDriver driver = new TicketDriver();
        List<AssertSubscriber<List<TicketEvent>>> all = IntStream.range(
                        0, settings.streams().max())
                .mapToObj(_ ->
                        follow.follow("many").subscribe().withSubscriber(AssertSubscriber.<List<TicketEvent>>create(1)))
                .toList();

        given().auth()
                .oauth2(driver.serviceToken())
                .get(driver.path() + "/ends")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("code", equalTo("overloaded"));

        all.forEach(AssertSubscriber::cancel);
        driver.close();
    }
}

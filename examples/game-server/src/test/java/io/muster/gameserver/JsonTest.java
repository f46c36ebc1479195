package io.muster.gameserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void readsNestedValues() {
        Object json = Json.read("""
                {"topic": "BACKFILL_PROPOSAL", "payload": {"AddedTickets": [{"TicketID": "t1"}, {}], "n": -1.5e2,
                 "yes": true, "nothing": null, "empty": [], "text": "a\\"b\\u0041\\n"}}""");

        assertThat(Json.textAt(json, "topic")).isEqualTo("BACKFILL_PROPOSAL");
        assertThat(Json.at(json, "payload", "AddedTickets")).asInstanceOf(LIST).hasSize(2);
        assertThat(Json.at(json, "payload", "n")).isEqualTo(-150.0);
        assertThat(Json.at(json, "payload", "yes")).isEqualTo(true);
        assertThat(Json.at(json, "payload", "nothing")).isNull();
        assertThat(Json.at(json, "payload", "empty")).isEqualTo(List.of());
        assertThat(Json.textAt(json, "payload", "text")).isEqualTo("a\"bA\n");
    }

    @Test
    void answersNothingForAPathThatIsNotThere() {
        assertThat(Json.textAt(Json.read("{\"a\":1}"), "a", "b")).isEmpty();
    }

    @Test
    void refusesWhatIsNotJson() {
        for (String text : List.of("", "{", "{\"a\"}", "[1,]", "nul", "{} x", "[".repeat(100))) {
            assertThatThrownBy(() -> Json.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

package io.muster.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillProposed;
import org.junit.jupiter.api.Test;

class BackfillStateTest {

    @Test
    void openSeatsAreThoseNobodySitsIn() {
        var created = GoldenSamples.event(BackfillCreated.class, "backfill-created.v1");

        assertThat(created.state().openSeats()).isEqualTo(1);
    }

    @Test
    void proposedPlayersTakeTheirSeats() {
        var proposed = GoldenSamples.event(BackfillProposed.class, "backfill-proposed.v1");

        assertThat(proposed.state().openSeats()).isZero();
    }
}

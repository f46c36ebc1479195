package io.muster.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.launcher.LauncherException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartSelectorTest {

    private static final Part FIRST = new Part(new PartId(PartName.TICKET, 1), 0, 0, 1, 2);
    private static final Part SECOND = new Part(new PartId(PartName.TICKET, 2), 0, 0, 3, 4);
    private static final Part KAFKA = new Part(new PartId(PartName.KAFKA, 1), 0, 0, 5, 6);
    private static final StackState STATE = new StackState(List.of(KAFKA, FIRST, SECOND), List.of());

    @Test
    void meansAllReplicasWithoutANumber() {
        assertThat(PartSelector.parse("ticket-service").in(STATE)).containsExactly(FIRST, SECOND);
    }

    @Test
    void meansOneReplicaWithANumber() {
        assertThat(PartSelector.parse("ticket-service/2").in(STATE)).containsExactly(SECOND);
    }

    @Test
    void saysThatThereIsNoSuchReplica() {
        assertThatThrownBy(() -> PartSelector.parse("ticket-service/3").in(STATE))
                .isInstanceOf(LauncherException.class)
                .hasMessage("this stack has no ticket-service/3");
    }
}

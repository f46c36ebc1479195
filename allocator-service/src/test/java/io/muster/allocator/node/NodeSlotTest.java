package io.muster.allocator.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSlotTest {

    @TempDir
    Path data;

    @Test
    void givesReplicasOfOneFolderDifferentIdentities() {
        try (NodeSlot first = NodeSlot.take(data);
                NodeSlot second = NodeSlot.take(data)) {
            assertThat(second.node()).isNotEqualTo(first.node());
            assertThat(second.folder()).isNotEqualTo(first.folder());
        }
    }

    @Test
    void givesASuccessorTheIdentityOfItsPredecessor() {
        String before;
        try (NodeSlot slot = NodeSlot.take(data)) {
            before = slot.node();
        }
        try (NodeSlot successor = NodeSlot.take(data)) {
            assertThat(successor.node()).isEqualTo(before);
        }
    }
}

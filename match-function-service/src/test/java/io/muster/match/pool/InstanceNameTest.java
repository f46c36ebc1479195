package io.muster.match.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceNameTest {

    @Test
    void isHostAndPort() {
        assertThat(InstanceName.of("match-7f9c", 8082)).contains("match-7f9c-8082");
    }

    @Test
    void replacesWhatGroupMembersMayNotBeCalled() {
        assertThat(InstanceName.of("fe80::1%eth0", 8082)).contains("fe80__1_eth0-8082");
    }

    @Test
    void isShortEnoughForAnyHost() {
        assertThat(InstanceName.of("h".repeat(300), 8082).orElseThrow()).hasSizeLessThan(250);
    }

    @Test
    void isMissingForAnyFreePort() {
        assertThat(InstanceName.of("match-7f9c", 0)).isEmpty();
    }
}

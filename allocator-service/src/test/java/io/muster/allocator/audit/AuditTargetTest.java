package io.muster.allocator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTargetTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "/api/v0/projects/arena/allocations, ''",
                "/api/v0/projects/arena/allocations/a, ''",
                "/api/v0/projects/arena/allocations/a/reservations, reservations",
                "/api/v0/projects/arena/allocations/a/payloads/p/metadata/label/k, payloads/p/metadata/label/k",
            })
    void isWhatThePathSaysBelowTheAllocation(String path, String target) {
        assertThat(AuditTarget.of(path)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({"200, done", "201, done", "404, refused", "412, refused", "500, failed", "503, failed"})
    void callsAWriteByTheStatusOfItsAnswer(int status, String outcome) {
        assertThat(AuditOutcome.of(status).published()).isEqualTo(outcome);
    }
}

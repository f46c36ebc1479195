package io.muster.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.problem.Problems;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.hibernate.HibernateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    static Stream<Throwable> passing() {
        return Stream.of(
                new ConnectException("refused"),
                new UncheckedIOException(new IOException("reset")),
                new TimeoutException(),
                new VertxException("closed"),
                new NoStackTraceThrowable("Timeout"),
                new RejectedExecutionException("shutting down"),
                new NotLeaderOrFollowerException("moved"),
                new HibernateException("lost", new PgException("gone", "FATAL", "57P01", "")),
                new PgException("deadlock", "ERROR", "40P01", ""),
                new PgException("no such table yet", "ERROR", "42P01", ""),
                new IllegalStateException("wrapped", new SQLException("too many", "53300")),
                Problems.overloaded(Duration.ofSeconds(1)));
    }

    static Stream<Throwable> staying() {
        return Stream.of(
                new IllegalArgumentException("bug"),
                new IllegalStateException("bug"),
                new HibernateException("data", new PgException("too long", "ERROR", "22001", "")),
                new PgException("duplicate", "ERROR", "23505", ""),
                Problems.conflict("taken", "taken", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void triesAgainAfterFailuresOfTheSurroundings(Throwable failure) {
        assertThat(Failures.pass(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("staying")
    void givesUpOnFailuresOfTheEvent(Throwable failure) {
        assertThat(Failures.pass(failure)).isFalse();
    }
}

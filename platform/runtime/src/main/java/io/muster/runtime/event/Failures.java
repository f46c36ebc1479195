package io.muster.runtime.event;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Tells failures of the surroundings (database or broker away, overload), which pass, from failures of the handler on
 * this very event, which do not. In doubt it is the surroundings: trying again is loud and loses nothing, while a dead
 * letter stops the events of its key.
 */
final class Failures {

    private static final List<String> INFRASTRUCTURE =
            List.of("io.vertx.", "io.netty.", "org.hibernate.", "org.apache.kafka.", "io.smallrye.mutiny.Timeout");
    private static final int DEEPEST_CAUSE = 20;

    private Failures() {}

    /** Whether the same events may succeed later without anybody changing them or the code. */
    static boolean pass(Throwable failure) {
        Throwable cause = failure;
        boolean infrastructure = false;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            String state = sqlState(cause);
            if (state != null) {
                return !isAboutData(state);
            }
            infrastructure |= isInfrastructure(cause);
            cause = cause.getCause();
        }
        return infrastructure;
    }

    private static String sqlState(Throwable cause) {
        return switch (cause) {
            case PgException postgres -> postgres.getSqlState();
            case SQLException sql -> sql.getSQLState();
            default -> null;
        };
    }

    /** Classes 22 (data exception) and 23 (constraint violation) of the SQL standard. */
    private static boolean isAboutData(String sqlState) {
        return sqlState.startsWith("22") || sqlState.startsWith("23");
    }

    private static boolean isInfrastructure(Throwable cause) {
        return switch (cause) {
            case IOException io -> true;
            case TimeoutException timeout -> true;
            case CancellationException cancelled -> true;
            case RejectedExecutionException shutDown -> true;
            case HttpProblem problem -> problem.getStatusCode() >= 500 || problem.getStatusCode() == 429;
            default -> comesFromInfrastructure(cause);
        };
    }

    private static boolean comesFromInfrastructure(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String origin = trace.length == 0 ? "" : trace[0].getClassName();
        String type = cause.getClass().getName();
        return INFRASTRUCTURE.stream().anyMatch(prefix -> origin.startsWith(prefix) || type.startsWith(prefix));
    }
}

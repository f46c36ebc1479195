package io.muster.gateway.custom;

import static io.muster.runtime.security.Role.DEVELOPER;
import static io.muster.runtime.security.Role.SERVICE;

import io.muster.contracts.notification.NotificationRequested;
import io.muster.gateway.GatewayConfig;
import io.muster.gateway.message.ServerTopics;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.trace.CurrentTrace;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Custom notifications to one game server. A server that was never connected in the namespace is an error: what is sent
 * to nobody would be lost without anyone being told.
 */
@Path("/dshub/namespace/{namespace}/ds/{serverId}/notify")
@Produces(MediaType.APPLICATION_JSON)
public class NotifyResource {

    private static final int LONGEST_TOPIC = 128;
    private static final int LONGEST_PAYLOAD = 16 * 1024;

    private final NotificationLogService log;
    private final IdSource ids;
    private final CurrentTrace trace;
    private final InstantSource clock;
    private final Duration life;

    NotifyResource(
            NotificationLogService log, IdSource ids, CurrentTrace trace, InstantSource clock, GatewayConfig config) {
        this.log = log;
        this.ids = ids;
        this.trace = trace;
        this.clock = clock;
        this.life = config.keepUndelivered();
    }

    /** Accepts a notification: 200 once it is durable. It is delivered now, or when the server connects in time. */
    @POST
    @Allow({DEVELOPER, SERVICE})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<NotifyBody.Status> send(
            @PathParam("namespace") String namespace, @PathParam("serverId") String serverId, NotifyBody body) {
        String payload = payload(body);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CustomNotification accepted =
                new CustomNotification(ids.nextId(), namespace, serverId, topic(body), now, now.plus(life));
        NotificationRequested event = new NotificationRequested(
                namespace,
                serverId,
                accepted.notificationId(),
                1,
                accepted.topic(),
                payload,
                timestamp(body, now),
                accepted.expiresAt());
        return log.accept(accepted, event, trace.get()).map(known -> {
            if (!known) {
                throw Problems.notFound("game server that was ever connected under the id", serverId);
            }
            return status(accepted);
        });
    }

    /** What became of a notification: accepted, delivered or expired. */
    @GET
    @Path("/{id}")
    @Allow({DEVELOPER, SERVICE})
    public Uni<NotifyBody.Status> read(
            @PathParam("namespace") String namespace,
            @PathParam("serverId") String serverId,
            @PathParam("id") String id) {
        return log.find(namespace, serverId, id)
                .map(found -> found.orElseThrow(() -> Problems.notFound("notification", id)));
    }

    private static NotifyBody.Status status(CustomNotification accepted) {
        return new NotifyBody.Status(
                accepted.notificationId(),
                accepted.serverId(),
                accepted.topic(),
                "accepted",
                accepted.createdAt(),
                accepted.expiresAt(),
                null);
    }

    private static String payload(NotifyBody body) {
        if (body == null || body.payload() == null || !body.payload().isTextual()) {
            throw Problems.badRequest("payload", "must be a JSON string");
        }
        String payload = body.payload().textValue();
        if (payload.getBytes(StandardCharsets.UTF_8).length > LONGEST_PAYLOAD) {
            throw Problems.badRequest("payload", "must be at most " + LONGEST_PAYLOAD + " bytes of UTF-8");
        }
        return payload;
    }

    private static String topic(NotifyBody body) {
        String topic = body.topic();
        if (topic == null || topic.isBlank() || topic.length() > LONGEST_TOPIC) {
            throw Problems.badRequest("topic", "must be 1 to " + LONGEST_TOPIC + " characters");
        }
        if (ServerTopics.isPublished(topic)) {
            throw Problems.badRequest("topic", "is a name of the platform's own messages");
        }
        return topic;
    }

    private static Instant timestamp(NotifyBody body, Instant now) {
        if (body.timestamp() == null) {
            return now;
        }
        try {
            return OffsetDateTime.parse(body.timestamp()).toInstant();
        } catch (DateTimeException e) {
            throw Problems.badRequest("timestamp", "must be RFC 3339, such as 2024-10-14T03:42:54.387Z");
        }
    }
}

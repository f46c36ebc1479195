package io.muster.allocator.local;

import io.muster.allocator.RowJson;
import io.muster.allocator.payload.HeartbeatService;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.MetadataLimits;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadBody;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadDecision;
import io.muster.allocator.payload.PayloadLifecycle;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.allocator.reservation.ReservationService;
import io.muster.runtime.db.Database;
import io.muster.runtime.id.IdSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The published paths of the Payload Local API, {@code /api/v0/...}, each below the secret path of one payload. Errors are
 * {@code {message, request_id}}, as published.
 */
@ApplicationScoped
public class LocalApiResource {

    private static final Logger LOG = Logger.getLogger(LocalApiResource.class);
    private static final int BODY_LIMIT = 128 * 1024;
    private static final String UID = "uid";
    private static final String SESSION_STATUS = "session_status";

    private final Database database;
    private final PayloadStore store;
    private final PayloadService payloads;
    private final ReservationService reservations;
    private final HeartbeatService heartbeats;
    private final IdSource ids;
    private final RowJson json;

    public LocalApiResource(
            Database database,
            PayloadStore store,
            PayloadService payloads,
            ReservationService reservations,
            HeartbeatService heartbeats,
            IdSource ids,
            RowJson json) {
        this.database = database;
        this.store = store;
        this.payloads = payloads;
        this.reservations = reservations;
        this.heartbeats = heartbeats;
        this.ids = ids;
        this.json = json;
    }

    /** Adds the paths below {@code /:uid/:code}; a call whose code is not that of the payload sees nothing there. */
    void route(Router router, LocalApiKey key) {
        String base = "/:" + UID + "/:code/api/v0";
        router.route("/:" + UID + "/:code/*").handler(context -> {
            if (key.isCodeOf(context.pathParam("code"), context.pathParam(UID))) {
                context.next();
            } else {
                fail(context, 404, "There is nothing here.");
            }
        });
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        router.post(base + "/ready").handler(context -> command(context, new PayloadCommand.ReportReady()));
        router.get(base + "/payload")
                .handler(context -> show(context, payload -> Map.of("result", PayloadBody.ofItself(payload))));
        router.put(base + "/metadata/label").handler(context -> metadata(context, true));
        router.put(base + "/metadata/annotation").handler(context -> metadata(context, false));
        router.get(base + "/session-manager/config").handler(context -> show(context, LocalApiResource::config));
        router.get(base + "/session-manager/status").handler(context -> show(context, this::status));
        router.post(base + "/session-manager/status").handler(this::setStatus);
        router.post("/:" + UID + "/:code/api/v1/confirm").handler(this::confirm);
        router.post("/:" + UID + "/:code/api/v1/heartbeat").handler(this::heartbeat);
        router.errorHandler(404, context -> fail(context, 404, "There is nothing here."));
        router.errorHandler(405, context -> fail(context, 405, "This method is not allowed here."));
        router.errorHandler(413, context -> fail(context, 413, "The body exceeds " + BODY_LIMIT + " bytes."));
        router.errorHandler(500, context -> fail(context, 500, "It did not work; try again."));
    }

    private void metadata(RoutingContext context, boolean label) {
        body(context).ifPresent(body -> {
            setMetadata(context, label, text(body, "key"), text(body, "value"));
        });
    }

    private void setMetadata(RoutingContext context, boolean label, String key, String value) {
        Optional<String> violation =
                label ? MetadataLimits.labelViolation(key, value) : MetadataLimits.annotationViolation(key, value);
        violation.ifPresentOrElse(
                message -> fail(context, 400, message),
                () -> command(
                        context,
                        new PayloadCommand.SetMetadata(
                                label ? Metadata.label(key, value) : Metadata.annotation(key, value))));
    }

    /** Published as texts by key; numbers and truth values are kept as their text. */
    private void setStatus(RoutingContext context) {
        body(context).ifPresent(body -> {
            if (body.stream().anyMatch(entry -> !isScalar(entry.getValue()))) {
                fail(context, 400, "Every value must be a string.");
                return;
            }
            JsonObject texts = new JsonObject();
            body.forEach(entry -> texts.put(entry.getKey(), entry.getValue().toString()));
            setMetadata(context, false, SESSION_STATUS, texts.encode());
        });
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** Ours: players are there, so that a reservation with a time limit stays. */
    private void confirm(RoutingContext context) {
        answer(context, reservations.confirmOf(context.pathParam(UID)), done -> send(context, 200, Map.of()));
    }

    /** Ours: it lives. Answered from memory. */
    private void heartbeat(RoutingContext context) {
        if (heartbeats.beat(context.pathParam(UID))) {
            send(context, 200, Map.of());
        } else {
            fail(context, 500, "Heartbeats cannot be written down at the moment; try again.");
        }
    }

    private static Object config(Payload payload) {
        return Map.of("config", payload.metadata().annotations().getOrDefault(PayloadBody.SESSION_CONFIG, ""));
    }

    private Object status(Payload payload) {
        return json.read(payload.metadata().annotations().getOrDefault(SESSION_STATUS, "{}"), Map.class);
    }

    private void command(RoutingContext context, PayloadCommand command) {
        answer(context, payloads.command(context.pathParam(UID), command), answer -> {
            switch (answer.reply()) {
                case PayloadDecision.Accepted _ -> send(context, 200, Map.of());
                case PayloadDecision.Refused refused ->
                    fail(context, refused.code().equals(PayloadLifecycle.TOO_MANY) ? 400 : 500, refused.message());
            }
        });
    }

    private void show(RoutingContext context, Function<Payload, Object> view) {
        Uni<List<Payload>> found = database.read(session -> store.find(session, List.of(context.pathParam(UID))));
        answer(context, found, payload -> {
            if (payload.isEmpty()) {
                fail(context, 500, "There is no such payload any more.");
            } else {
                send(context, 200, view.apply(payload.getFirst()));
            }
        });
    }

    private <T> void answer(RoutingContext context, Uni<T> work, Consumer<T> reply) {
        work.subscribe()
                .with(
                        result -> context.vertx().runOnContext(_ -> reply.accept(result)),
                        failure -> context.vertx().runOnContext(_ -> {
                            LOG.warnf(failure, "a call of payload %s failed", context.pathParam(UID));
                            fail(context, 500, "It did not work; try again.");
                        }));
    }

    /** The body as a JSON object; answers 400 and nothing when it is not one. */
    private Optional<JsonObject> body(RoutingContext context) {
        try {
            return Optional.of(context.body().asJsonObject());
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            LOG.debugf(e, "a call of payload %s is not JSON", context.pathParam(UID));
            fail(context, 400, "The body must be a JSON object.");
            return Optional.empty();
        }
    }

    private static String text(JsonObject body, String name) {
        return body.getValue(name) instanceof String text ? text : null;
    }

    private void fail(RoutingContext context, int status, String message) {
        send(context, status, Map.of("message", message, "request_id", ids.nextId()));
    }

    private void send(RoutingContext context, int status, Object body) {
        if (!context.response().ended()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(json.write(body));
        }
    }
}

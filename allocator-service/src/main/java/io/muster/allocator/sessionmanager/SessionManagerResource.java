package io.muster.allocator.sessionmanager;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.allocator.RowJson;
import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.audit.AuditSubject;
import io.muster.allocator.audit.Audited;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.MetadataLimits;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadBody;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.allocator.reservation.ClaimCriteria;
import io.muster.allocator.reservation.Reservation;
import io.muster.allocator.reservation.ReservationService;
import io.muster.allocator.reservation.ReservationService.Answer;
import io.muster.runtime.db.Database;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** Sessions by type, as the published session manager has them; called by game clients. */
@Path("/api/v0/projects/{namespace}/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SessionManagerResource {

    private static final int MOST_SESSIONS = 1_000;
    private static final int LONGEST_CONFIG = 16_384;
    private static final String STATUS = "session_status";

    /** What the session's creator tells its server. */
    public record ConfigBody(@JsonProperty("session_config") String sessionConfig) {}

    /** A new session. */
    public record CreatedBody(String id, String address, List<PayloadBody.PortBody> ports) implements AuditSubject {
        @Override
        public String auditTarget() {
            return "payloads/" + id;
        }
    }

    /** A running session; its status is what its server has set. */
    public record SessionBody(
            String id,
            String address,
            List<PayloadBody.PortBody> ports,
            @JsonProperty("session_status") Map<?, ?> sessionStatus) {}

    private final Database database;
    private final SessionTypeStore types;
    private final AllocationService allocations;
    private final ReservationService reservations;
    private final PayloadStore payloadStore;
    private final PayloadService payloads;
    private final IdSource ids;
    private final RowJson json;

    public SessionManagerResource(
            Database database,
            SessionTypeStore types,
            AllocationService allocations,
            ReservationService reservations,
            PayloadStore payloadStore,
            PayloadService payloads,
            IdSource ids,
            RowJson json) {
        this.database = database;
        this.types = types;
        this.allocations = allocations;
        this.reservations = reservations;
        this.payloadStore = payloadStore;
        this.payloads = payloads;
        this.ids = ids;
        this.json = json;
    }

    /** Reserves a payload of the type's allocation; 412 when there is none. */
    @POST
    @Audited("CreateSession")
    @Allow({Role.PLAYER, Role.DEVELOPER, Role.SERVICE})
    public Uni<CreatedBody> create(
            @PathParam("namespace") String namespace, @QueryParam("session_type") String type, ConfigBody body) {
        String config = body == null || body.sessionConfig() == null ? "" : body.sessionConfig();
        if (config.length() > LONGEST_CONFIG) {
            throw Problems.badRequest("session_config", "must have at most " + LONGEST_CONFIG + " characters");
        }
        return require(namespace, type)
                .chain(found -> reservations.reserve(asked(found, config)))
                .map(answer -> switch (answer) {
                    case Answer.Granted granted -> created(granted.payload());
                    case Answer.Nothing _, Answer.Waiting _, Answer.Contended _, Answer.KeyTaken _, Answer.Over _ ->
                        throw Problems.preconditionFailed("No server is ready for a session of type '" + type + "'.");
                });
    }

    /** The sessions that run; what their creators told the servers is not shown. */
    @GET
    @Allow({Role.PLAYER, Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, List<SessionBody>>> list(
            @PathParam("namespace") String namespace, @QueryParam("session_type") String type) {
        return require(namespace, type)
                .chain(found -> database.read(
                        session -> payloadStore.page(session, found.id(), SessionTypeStore.SHOWN, null, MOST_SESSIONS)))
                .map(page -> Map.of("sessions", page.stream().map(this::shown).toList()));
    }

    private Uni<Allocation> require(String namespace, String type) {
        if (type == null || type.isBlank() || type.length() > MetadataLimits.LABEL_VALUE_LENGTH) {
            throw Problems.badRequest(
                    "session_type", "must have 1 to " + MetadataLimits.LABEL_VALUE_LENGTH + " characters");
        }
        return database.read(session -> types.allocationOf(session, namespace, type))
                .chain(found -> {
                    if (found.isEmpty()) {
                        throw Problems.notFound("session type", type);
                    }
                    return allocations.lookUp(namespace, found.getFirst());
                });
    }

    private ReservationService.Asked asked(Allocation allocation, String config) {
        Metadata metadata = Metadata.annotation(PayloadBody.SESSION_CONFIG, config);
        Reservation reservation = Reservation.asked(
                ids.nextId(),
                allocation.namespace(),
                null,
                allocation.id(),
                allocation.name(),
                new Reservation.Request(ClaimCriteria.ANY, metadata, null),
                payloads.now());
        return new ReservationService.Asked(reservation, false);
    }

    private static CreatedBody created(Payload payload) {
        PayloadBody body = PayloadBody.of(payload);
        return new CreatedBody(body.id(), body.status().address(), body.status().ports());
    }

    private SessionBody shown(Payload payload) {
        CreatedBody session = created(payload);
        String status = payload.metadata().annotations().getOrDefault(STATUS, "{}");
        return new SessionBody(session.id(), session.address(), session.ports(), json.read(status, Map.class));
    }
}

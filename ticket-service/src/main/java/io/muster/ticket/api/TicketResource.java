package io.muster.ticket.api;

import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.security.Role;
import io.muster.runtime.trace.CurrentTrace;
import io.muster.ticket.Reader;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.admission.AdmissionService;
import io.muster.ticket.cancel.CancelReply;
import io.muster.ticket.cancel.CancelService;
import io.muster.ticket.cancel.Cancellation;
import io.muster.ticket.intake.IntakeReply;
import io.muster.ticket.intake.IntakeService;
import io.muster.ticket.intake.Submission;
import io.muster.ticket.intake.TicketRequest;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketDetails;
import io.muster.ticket.lifecycle.TicketState.Claim;
import io.muster.ticket.queue.PoolSizes;
import io.muster.ticket.queue.Queue;
import io.muster.ticket.queue.QueueService;
import io.muster.ticket.read.WatchService;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Tickets over HTTP. */
@Path("/{namespace}/matchmaking/api/v1/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketResource {

    private final TicketBody bodies = new TicketBody();
    private final Authors authors;
    private final QueueService queues;
    private final PoolSizes sizes;
    private final PoolLimit limit;
    private final AdmissionService admissions;
    private final IntakeService intake;
    private final WatchService watch;
    private final CancelService cancellations;
    private final CurrentCaller caller;
    private final CurrentTrace trace;
    private final IdSource ids;
    private final InstantSource clock;
    private final Duration longestWait;

    public TicketResource(
            QueueService queues,
            PoolSizes sizes,
            AdmissionService admissions,
            IntakeService intake,
            WatchService watch,
            CancelService cancellations,
            CurrentCaller caller,
            CurrentTrace trace,
            IdSource ids,
            InstantSource clock,
            TicketSettings settings) {
        this.authors = new Authors(settings.playersMayLead());
        this.queues = queues;
        this.sizes = sizes;
        this.admissions = admissions;
        this.limit = new PoolLimit(sizes, settings.intake().maxPoolTickets());
        this.intake = intake;
        this.watch = watch;
        this.cancellations = cancellations;
        this.caller = caller;
        this.trace = trace;
        this.ids = ids;
        this.clock = clock;
        this.longestWait = settings.held().longest();
    }

    /** Enqueues a ticket: 201 with its id once it is durable. */
    @POST
    @Allow({Role.SERVICE, Role.PLAYER})
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "The ticket is durable and waits.",
            content = @Content(schema = @Schema(implementation = CreateTicketResponse.class)))
    public Uni<RestResponse<CreateTicketResponse>> create(
            @PathParam("namespace") String namespace, @HeaderParam("X-On-Behalf-Of") String onBehalfOf, byte[] body) {
        TicketRequest sent = bodies.read(body);
        String author = authors.authorOf(caller.get(), onBehalfOf, sent);
        TicketRequest request = sent.playedBy(author);
        Submission.Origin origin = new Submission.Origin(namespace, author, trace.get());
        return queues.find(namespace, request.queueName())
                .map(queue -> queue.orElseThrow(() -> unknownQueue(request)))
                .invoke(queue -> limit.check(queue.pool()))
                .chain(queue -> admissions.admit(queue, request.content()))
                .chain(queue -> intake.submit(submission(origin, request, queue)))
                .map(this::created);
    }

    /** The ticket; with {@code wait}, once it ended or when the wait is over. */
    @GET
    @Allow({Role.SERVICE, Role.SERVER, Role.PLAYER})
    public Uni<TicketJson> read(
            @HeaderParam("X-On-Behalf-Of") String onBehalfOf,
            @QueryParam("id") String id,
            @QueryParam("wait") String wait) {
        return find(onBehalfOf, id, wait).map(TicketJson::of);
    }

    /** As {@link #read}, with the id in the path. */
    @GET
    @Path("/{id}")
    @Allow({Role.SERVICE, Role.SERVER, Role.PLAYER})
    public Uni<TicketJson> readByPath(
            @HeaderParam("X-On-Behalf-Of") String onBehalfOf,
            @PathParam("id") String id,
            @QueryParam("wait") String wait) {
        return read(onBehalfOf, id, wait);
    }

    /** The ticket in the flat form of the matchmaker's second generation. */
    @GET
    @Path("/status")
    @Allow({Role.SERVICE, Role.SERVER, Role.PLAYER})
    public Uni<TicketStatusJson> status(
            @HeaderParam("X-On-Behalf-Of") String onBehalfOf,
            @QueryParam("id") String id,
            @QueryParam("wait") String wait) {
        return find(onBehalfOf, id, wait).map(TicketStatusJson::of);
    }

    /** Cancels the ticket, or answers 409 with the match it is in. */
    @DELETE
    @Allow({Role.SERVICE, Role.PLAYER})
    public Uni<CancelTicketResponse> cancel(
            @HeaderParam("X-On-Behalf-Of") String onBehalfOf, @QueryParam("id") String id) {
        Reader by = authors.readerOf(caller.get(), onBehalfOf);
        return cancellations
                .cancel(new Cancellation(requireId(id), by, trace.get()))
                .map(reply -> cancelled(reply, id));
    }

    /** As {@link #cancel}, with the id in the path. */
    @DELETE
    @Path("/{id}")
    @Allow({Role.SERVICE, Role.PLAYER})
    public Uni<CancelTicketResponse> cancelByPath(
            @HeaderParam("X-On-Behalf-Of") String onBehalfOf, @PathParam("id") String id) {
        return cancel(onBehalfOf, id);
    }

    private Submission submission(Submission.Origin origin, TicketRequest request, Queue queue) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        TicketDetails details = new TicketDetails(
                origin.namespace(),
                ids.nextId(),
                queue.pool().queue(),
                origin.author(),
                request.content(),
                now,
                now.plus(queue.timeout()),
                request.lease().orElse(null));
        return new Submission(Ticket.create(details), origin.trace());
    }

    private Uni<Ticket> find(String onBehalfOf, String id, String wait) {
        Caller asking = caller.get();
        Reader reader = authors.readerOf(asking, onBehalfOf);
        return watch.await(requireId(id), waitOf(wait), reader::sees)
                .map(found -> found.orElseThrow(() -> Problems.notFound("ticket", id)));
    }

    private RestResponse<CreateTicketResponse> created(IntakeReply reply) {
        return switch (reply) {
            case IntakeReply.Accepted accepted -> created(accepted.ticket());
            case IntakeReply.Occupied occupied ->
                throw Problems.conflict(
                        "player-already-queued",
                        "Player '" + occupied.playerId() + "' already has ticket '" + occupied.ticketId()
                                + "' in this queue.",
                        Map.of("ticketId", occupied.ticketId(), "playerId", occupied.playerId()));
            case IntakeReply.TryAgain _ -> throw Problems.overloaded(Duration.ofSeconds(1));
        };
    }

    private RestResponse<CreateTicketResponse> created(Ticket ticket) {
        ResponseBuilder<CreateTicketResponse> response =
                ResponseBuilder.create(Status.CREATED, new CreateTicketResponse(ticket.id()));
        sizes.added(ticket.details().pool());
        limit.headers(ticket.details().pool()).forEach(response::header);
        return response.build();
    }

    private static CancelTicketResponse cancelled(CancelReply reply, String id) {
        return switch (reply) {
            case CancelReply.Cancelled cancelled -> CancelTicketResponse.cancelled(cancelled.ticketId());
            case CancelReply.TooLate late -> throw tooLate(late.ticket());
            case CancelReply.Unknown _ -> throw Problems.notFound("ticket", id);
        };
    }

    private static RuntimeException tooLate(Ticket ticket) {
        String state = TicketJson.stateName(ticket.state());
        Optional<Claim> claim = ticket.claim();
        return claim.isPresent()
                ? Problems.conflict(
                        "ticket-in-match",
                        "The ticket is already in match '" + claim.get().matchId() + "'.",
                        Map.of("matchId", claim.get().matchId(), "ticketId", ticket.id(), "state", state))
                : Problems.conflict(
                        "ticket-ended",
                        "The ticket has ended already: " + state + '.',
                        Map.of("ticketId", ticket.id(), "state", state));
    }

    private RuntimeException unknownQueue(TicketRequest request) {
        return Problems.badRequest(
                "queueName",
                request.queueName()
                        .map(name -> "there is no queue '" + name + "'")
                        .orElse("is needed: the namespace has no queue 'default', and not exactly one queue"));
    }

    private Duration waitOf(String wait) {
        if (wait == null) {
            return Duration.ZERO;
        }
        if (!wait.matches("\\d{1,4}") || Integer.parseInt(wait) > longestWait.toSeconds()) {
            throw Problems.badRequest("wait", "must be whole seconds from 0 to " + longestWait.toSeconds());
        }
        return Duration.ofSeconds(Integer.parseInt(wait));
    }

    private static String requireId(String id) {
        if (id == null || id.isBlank()) {
            throw Problems.badRequest("id", "is needed: the id of the ticket");
        }
        return id;
    }
}

package io.muster.allocator.audit;

import io.muster.allocator.paging.Pages;
import io.muster.allocator.paging.ResultBody;
import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The audit log of a namespace, for developers. */
@Path("/api/v0/projects/{namespace}/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final int LARGEST_PAGE = 1_000;

    /** Filters; all that are there must match. Times are as in RFC 3339. */
    public record FilterParameters(
            @RestQuery String subject,
            @RestQuery String operation,
            @RestQuery String allocation,
            @RestQuery String target,
            @RestQuery String outcome,
            @RestQuery String since,
            @RestQuery String until) {

        AuditQuery query() {
            return new AuditQuery(
                    subject,
                    operation,
                    allocation,
                    target,
                    outcome == null ? null : outcomeOf(outcome),
                    time("since", since),
                    time("until", until));
        }

        private static AuditOutcome outcomeOf(String name) {
            return AuditOutcome.ofName(name)
                    .orElseThrow(() -> Problems.badRequest("outcome", "must be done, refused or failed"));
        }

        private static Instant time(String field, String text) {
            try {
                return text == null ? null : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw Problems.badRequest(field, "must be a time like 2026-01-31T12:00:00Z");
            }
        }
    }

    private final Database database;
    private final AuditStore store;

    public AuditResource(Database database, AuditStore store) {
        this.database = database;
        this.store = store;
    }

    /** The latest first. */
    @GET
    @Allow(Role.DEVELOPER)
    public Uni<ResultBody<AuditEntryBody>> list(
            @PathParam("namespace") String namespace,
            @BeanParam FilterParameters filters,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Pages.size(limit, LARGEST_PAGE);
        AuditQuery query = filters.query();
        long before = after == null ? Long.MAX_VALUE : entryId(after);
        return database.read(session -> store.count(session, namespace, query)
                .chain(total -> store.page(session, namespace, query, before, size)
                        .map(page -> ResultBody.page(
                                page.stream().map(AuditEntryBody::of).toList(), next(page, size), total))));
    }

    private static String next(List<AuditRow> page, int size) {
        return page.size() < size ? null : page.getLast().entryId().toString();
    }

    private static long entryId(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problems.badRequest("after", "must be the 'next' of a page before");
        }
    }
}

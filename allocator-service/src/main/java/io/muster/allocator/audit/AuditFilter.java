package io.muster.allocator.audit;

import io.muster.allocator.paging.ResultBody;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.security.Role;
import io.muster.runtime.trace.CurrentTrace;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Records calls of {@link Audited} methods when they are answered. Calls that are refused for their token are not: those
 * who may not write could otherwise fill the log.
 */
public class AuditFilter {

    private static final String CALLER = AuditFilter.class.getName();
    private static final int AFTER_ACCESS = Priorities.AUTHORIZATION + 1;
    private static final int LONGEST_TARGET = 256;

    private final CurrentCaller current;
    private final CurrentTrace trace;
    private final AuditWorker log;
    private final InstantSource clock;

    public AuditFilter(CurrentCaller current, CurrentTrace trace, AuditWorker log, InstantSource clock) {
        this.current = current;
        this.trace = trace;
        this.log = log;
        this.clock = clock;
    }

    @ServerRequestFilter(priority = AFTER_ACCESS)
    public void rememberCaller(ResourceInfo resource, ContainerRequestContext request) {
        if (resource.getResourceMethod().isAnnotationPresent(Audited.class)) {
            request.setProperty(CALLER, current.get());
        }
    }

    @ServerResponseFilter
    public void record(ResourceInfo resource, ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(CALLER) instanceof Caller caller) {
            log.add(new AuditEntry(
                    caller.namespace(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    caller.subject(),
                    caller.roles().stream().map(Role::claim).sorted().collect(Collectors.joining(" ")),
                    resource.getResourceMethod().getAnnotation(Audited.class).value(),
                    bounded(request.getUriInfo().getPathParameters().getFirst("allocation")),
                    bounded(target(request.getUriInfo().getPath(), response.getEntity())),
                    response.getStatus(),
                    trace.get().traceId()));
        }
    }

    private static String target(String path, Object answer) {
        return switch (answer) {
            case ResultBody<?> body when body.result() instanceof AuditSubject subject -> subject.auditTarget();
            case AuditSubject subject -> subject.auditTarget();
            case null, default -> AuditTarget.of(path);
        };
    }

    private static String bounded(String text) {
        return text == null || text.length() <= LONGEST_TARGET ? text : text.substring(0, LONGEST_TARGET);
    }
}

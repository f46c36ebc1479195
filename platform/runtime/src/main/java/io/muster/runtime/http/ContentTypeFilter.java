package io.muster.runtime.http;

import io.muster.runtime.problem.Problems;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a body that does not say what it is where a method says what it takes. Without this only a wrong type would be
 * refused, and a missing one be taken for the right one.
 */
public class ContentTypeFilter {

    private static final int BEFORE_EVERYTHING = 50;

    @ServerRequestFilter(priority = BEFORE_EVERYTHING)
    public void refuseUntypedBody(ResourceInfo resource, ContainerRequestContext request) {
        if (request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null && hasBody(request) && isParticular(resource)) {
            throw Problems.unsupportedMediaType("The body needs a Content-Type.");
        }
    }

    private static boolean hasBody(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.getHeaderString("Transfer-Encoding") != null : !length.equals("0");
    }

    private static boolean isParticular(ResourceInfo resource) {
        return resource.getResourceMethod().isAnnotationPresent(Consumes.class)
                || resource.getResourceClass().isAnnotationPresent(Consumes.class);
    }
}

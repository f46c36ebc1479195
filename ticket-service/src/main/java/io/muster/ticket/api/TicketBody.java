package io.muster.ticket.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.muster.runtime.problem.Problems;
import io.muster.ticket.intake.TicketRequest;
import io.muster.ticket.intake.TicketRequestReader;
import io.muster.ticket.intake.TicketRequestReader.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The body of a create request: parsed once, by hand, so that a problem can name the field and the limit. */
@ApplicationScoped
public class TicketBody {

    private final ObjectReader json;

    public TicketBody(ObjectMapper mapper) {
        this.json = mapper.readerFor(Object.class);
    }

    /** The request; a 400 problem that lists what is wrong with it. */
    TicketRequest read(byte[] body) {
        return switch (TicketRequestReader.read(parse(body))) {
            case Result.Valid valid -> valid.request();
            case Result.Invalid invalid -> throw Problems.validation(invalid.violations());
        };
    }

    private Object parse(byte[] body) {
        if (body == null || body.length == 0) {
            throw Problems.badRequest("body", "must be a JSON object");
        }
        try {
            return json.readValue(body);
        } catch (JsonProcessingException e) {
            throw Problems.badRequest("body", "is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

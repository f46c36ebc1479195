package io.muster.ticket.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.runtime.problem.Problems;
import io.muster.ticket.intake.TicketRequest;
import io.muster.ticket.intake.TicketRequestReader;
import io.muster.ticket.intake.TicketRequestReader.Result;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The body of a create request: parsed once, into plain maps and lists, so that a problem can name the field and the
 * limit. Its own parser, because a string in it may be long: a property holds all players of a party. Any thread.
 */
final class TicketBody {

    private static final int MOST_BYTES = 64 * 1024;

    private final ObjectReader json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(MOST_BYTES)
                            .maxNameLength(128)
                            .maxNumberLength(40)
                            .maxDocumentLength(MOST_BYTES)
                            .maxTokenCount(20_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Object.class);

    private final TicketRequestReader requests = new TicketRequestReader(this::parseProperty);

    /** The request; a 400 problem that lists what is wrong with it. */
    TicketRequest read(byte[] body) {
        return switch (requests.read(parse(body))) {
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

    private Object parseProperty(byte[] utf8) {
        try {
            Object value = json.readValue(utf8);
            if (value == null) {
                throw new IllegalArgumentException("null is no value");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

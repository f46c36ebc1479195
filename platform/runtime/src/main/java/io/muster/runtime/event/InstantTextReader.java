package io.muster.runtime.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads the times in payloads with {@link InstantText}; what is no text, or no time, is left to the library. */
final class InstantTextReader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    InstantTextReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            try {
                return InstantText.parse(parser.getText());
            } catch (DateTimeException e) {
                return InstantDeserializer.INSTANT.deserialize(parser, context);
            }
        }
        return InstantDeserializer.INSTANT.deserialize(parser, context);
    }
}

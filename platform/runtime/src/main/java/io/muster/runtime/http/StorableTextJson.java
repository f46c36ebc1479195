package io.muster.allocator.orchestration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Refuses texts with U+0000 in a body: PostgreSQL keeps no such text, and a reservation with one would fail the others that
 * share its statement.
 */
@Singleton
public class StorableTextJson implements ObjectMapperCustomizer {

    private static final char NUL = 0;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("storable-text").addDeserializer(String.class, new StorableText()));
    }

    private static final class StorableText extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1;

        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && text.indexOf(NUL) >= 0) {
                throw InvalidFormatException.from(parser, "must not contain U+0000", text, String.class);
            }
            return text;
        }
    }
}

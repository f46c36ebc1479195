package io.muster.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.muster.runtime.problem.UnstorableTextException;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Refuses texts with U+0000 in a body, and names their field: PostgreSQL keeps no such text, and a request with one would fail
 * the others that share its statement.
 */
@Singleton
public class StorableTextJson implements ObjectMapperCustomizer {

    private static final char NUL = 0;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("storable-text")
                .addDeserializer(String.class, new StorableText())
                .addDeserializer(JsonNode.class, new StorableTree()));
    }

    private static boolean isStorable(String text) {
        return text.indexOf(NUL) < 0;
    }

    private static boolean isStorable(JsonNode tree) {
        if (tree.isTextual()) {
            return isStorable(tree.textValue());
        }
        return tree.propertyStream().allMatch(field -> isStorable(field.getKey()))
                && tree.valueStream().allMatch(StorableTextJson::isStorable);
    }

    private static final class StorableText extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1;

        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !isStorable(text)) {
                throw new UnstorableTextException(parser);
            }
            return text;
        }
    }

    private static final class StorableTree extends JsonDeserializer<JsonNode> {

        private final JsonDeserializer<? extends JsonNode> trees = JsonNodeDeserializer.getDeserializer(JsonNode.class);

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = trees.deserialize(parser, context);
            if (!isStorable(tree)) {
                throw new UnstorableTextException(parser);
            }
            return tree;
        }

        @Override
        public JsonNode getNullValue(DeserializationContext context) throws JsonMappingException {
            return trees.getNullValue(context);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
            return trees.getAbsentValue(context);
        }
    }
}

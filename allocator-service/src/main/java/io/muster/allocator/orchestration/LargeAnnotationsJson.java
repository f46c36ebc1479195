package io.muster.allocator.orchestration;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.allocator.payload.MetadataLimits;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Lets texts be as long as the largest annotation. One character more gets through, so that it is the rule for annotations
 * that refuses it and names the limit; everything else keeps the bounds that all services have.
 */
@Singleton
public class LargeAnnotationsJson implements ObjectMapperCustomizer {

    private static final int BODY_LIMIT = 128 * 1024;

    @Override
    public void customize(ObjectMapper mapper) {
        StreamReadConstraints bounds = mapper.getFactory().streamReadConstraints();
        mapper.getFactory()
                .setStreamReadConstraints(bounds.rebuild()
                        .maxStringLength(MetadataLimits.ANNOTATION_VALUE_LENGTH + 1)
                        .maxDocumentLength(BODY_LIMIT)
                        .build());
    }

    /** After the bounds of all services. */
    @Override
    public int priority() {
        return DEFAULT_PRIORITY - 1;
    }
}

package io.muster.runtime.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A text in a body holds U+0000, which no database column takes; its path names the field. */
public final class UnstorableTextException extends JsonMappingException {

    private static final long serialVersionUID = 1;

    public UnstorableTextException(JsonParser parser) {
        super(parser, "must not contain U+0000");
    }
}

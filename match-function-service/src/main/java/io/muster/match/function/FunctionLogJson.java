package io.muster.match.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Reads the lines that the prelude writes for what a function logs. */
public final class FunctionLogJson {

    private static final JsonMapper JSON = new JsonMapper();

    private FunctionLogJson() {}

    /** The lines; one that the function managed to write in another form is taken as its text. */
    public static List<FunctionLog> read(List<String> lines) {
        return lines.stream().map(FunctionLogJson::read).toList();
    }

    private static FunctionLog read(String line) {
        try {
            JsonNode read = JSON.readTree(line);
            return new FunctionLog(
                    Severity.valueOf(read.path("severity").asText()),
                    read.path("body").asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new FunctionLog(Severity.INFO, line);
        }
    }
}

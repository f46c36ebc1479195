package io.muster.ticket.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.TicketContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The stored form of a ticket's content: JSON, read back only when somebody asks for what is in it. */
@ApplicationScoped
public class ContentJson {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    public ContentJson(ObjectMapper mapper) {
        writer = mapper.writerFor(TicketContent.Written.class);
        reader = mapper.readerFor(TicketContent.Written.class);
    }

    String write(TicketContent content) {
        try {
            return writer.writeValueAsString(
                    new TicketContent.Written(content.attributes(), content.data(), content.players()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    TicketContent read(String json) {
        return new Stored(json);
    }

    private TicketContent parse(String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Confined to the batch that loaded it, so it needs no lock. */
    private final class Stored implements TicketContent {

        private final String json;
        private TicketContent parsed;

        Stored(String json) {
            this.json = json;
        }

        @Override
        public Map<String, Object> attributes() {
            return parsed().attributes();
        }

        @Override
        public Map<String, Object> data() {
            return parsed().data();
        }

        @Override
        public List<Player> players() {
            return parsed().players();
        }

        private TicketContent parsed() {
            if (parsed == null) {
                parsed = parse(json);
            }
            return parsed;
        }
    }
}

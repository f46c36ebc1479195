package io.muster.match.function;

import io.muster.contracts.function.FunctionDeleted;
import io.muster.contracts.function.FunctionEvent;
import io.muster.contracts.function.FunctionPublished;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The live version of every custom function. Plain Java; one writer, readers on any thread. */
public final class FunctionDirectory {

    /** Identity of a function. */
    private record Key(String namespace, String name) {}

    /** A version, and the function unless it was deleted with it. */
    private record Known(long version, Optional<PublishedFunction> function) {}

    private final Map<Key, Known> functions = new ConcurrentHashMap<>();

    /** The function in its live version. */
    public Optional<PublishedFunction> find(String namespace, String name) {
        Known known = functions.get(new Key(namespace, name));
        return known == null ? Optional.empty() : known.function();
    }

    /**
     * Takes in a change.
     *
     * @return false when it is older than what is known and changes nothing
     */
    public boolean apply(FunctionEvent event) {
        Key key = new Key(event.namespace(), event.name());
        Known known = functions.get(key);
        if (known != null && known.version() >= event.version()) {
            return false;
        }
        functions.put(key, new Known(event.version(), functionOf(event)));
        return true;
    }

    private static Optional<PublishedFunction> functionOf(FunctionEvent event) {
        return switch (event) {
            case FunctionDeleted _ -> Optional.empty();
            case FunctionPublished published ->
                Optional.of(new PublishedFunction(
                        published.namespace(), published.name(), published.version(), published.source()));
        };
    }
}

package io.muster.backfill.store;

/** How a request names the session it is about. */
public sealed interface Target {

    String id();

    /** A text that no other target has. */
    String key();

    /** By its own id. */
    record Session(String id) implements Target {
        @Override
        public String key() {
            return "session " + id;
        }
    }

    /** By the id of one of its backfill tickets. */
    record Ticket(String id) implements Target {
        @Override
        public String key() {
            return "ticket " + id;
        }
    }

    /** By the game server it runs on now. */
    record Server(String namespace, String id) implements Target {
        @Override
        public String key() {
            return "server " + namespace + ' ' + id;
        }
    }
}

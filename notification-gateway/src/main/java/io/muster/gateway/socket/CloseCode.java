package io.muster.gateway.socket;

/**
 * Why this side closes a socket. Published clients reconnect after codes up to 4000 and stop after greater ones.
 */
enum CloseCode {
    /** This instance stops; another one takes the server. */
    SERVICE_RESTART(1012, "service restart"),
    /** More frames than a game server has reason to send. */
    TOO_MANY_FRAMES(1008, "too many frames"),
    /** Two pings were not answered. */
    NO_PONG(1011, "no answer to pings"),
    TOKEN_EXPIRED(4020, "token expired"),
    /** The same server id connected again. */
    REPLACED(4041, "connected again elsewhere"),
    /** The game server does not read what it is sent. */
    SLOW(4408, "slow");

    private final short code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = (short) code;
        this.reason = reason;
    }

    short code() {
        return code;
    }

    String reason() {
        return reason;
    }
}

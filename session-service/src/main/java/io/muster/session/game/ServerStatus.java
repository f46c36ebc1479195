package io.muster.session.game;

/** How a session stands with its game server; the names are those of the published form ({@code DSInformation.StatusV2}). */
public enum ServerStatus {
    /** None is asked for. */
    NEED_TO_REQUEST,
    REQUESTED,
    AVAILABLE,
    FAILED_TO_REQUEST,
    ENDED
}

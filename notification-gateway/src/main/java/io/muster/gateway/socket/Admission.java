package io.muster.gateway.socket;

import io.muster.runtime.security.Caller;
import io.muster.runtime.security.Role;
import java.util.regex.Pattern;

/** Whether a caller may hold the socket of a server. Refused unless a rule allows it. */
sealed interface Admission {

    /** {@code namespace} comes from the token, never from the request. */
    record Admitted(String namespace, String serverId) implements Admission {}

    /** {@code code} is a stable code of the reason. */
    record Refused(int status, String code, String detail) implements Admission {}

    Pattern SERVER_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");

    /** Ids of payloads that the platform itself runs. */
    String MANAGED = "ds_";

    /**
     * Decides.
     *
     * @param requestedId header {@code X-Ab-ServerID}; null stands for the caller's own id
     * @param custom header {@code X-Ab-Custom}: the server is run by a third party and names itself
     */
    static Admission of(Caller caller, String requestedId, boolean custom) {
        if (!caller.is(Role.SERVER) && !caller.is(Role.SERVICE)) {
            return new Refused(403, "forbidden", "This socket is for game servers.");
        }
        String serverId = requestedId == null ? caller.subject() : requestedId;
        if (!SERVER_ID.matcher(serverId).matches()) {
            return new Refused(
                    400, "bad-request", "X-Ab-ServerID: 1 to 128 letters, digits or any of _ . : - are allowed");
        }
        boolean own = serverId.equals(caller.subject());
        boolean byService = caller.is(Role.SERVICE);
        boolean byThirdParty = custom && !caller.subject().startsWith(MANAGED) && !serverId.startsWith(MANAGED);
        return own || byService || byThirdParty
                ? new Admitted(caller.namespace(), serverId)
                : new Refused(403, "forbidden", "The token is not that of this game server.");
    }
}
